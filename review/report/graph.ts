/** A rectangle of a drawing: a thing, or a number of alike things in one. */
export interface Box {
  /** What it shows; undefined where it shows several. */
  readonly thing: string | undefined;
  readonly kind: 'host' | 'machine' | 'workload' | 'outside' | 'several';
  readonly title: string;
  readonly subtitle: string;
  /** What a pointer that rests on it is told. */
  readonly tip: string;
}

/** A frame around boxes: a rack, a host, a namespace. */
export interface Frame {
  readonly kind: 'physical' | 'rack' | 'host' | 'namespace';
  /** What it shows; undefined where nothing is known of it but its name. */
  readonly thing: string | undefined;
  readonly title: string;
  readonly boxes: readonly Box[];
  readonly frames: readonly Frame[];
}

/** A line from one box to another. */
export interface Link {
  readonly from: Box;
  readonly to: Box;
  readonly tip: string;
  /** The frames that it leads between, where it is about those and not about the two boxes. */
  readonly between?: readonly [Frame, Frame];
}

/** What is drawn of an environment. */
export interface Graph {
  readonly frames: readonly Frame[];
  /** What stands in no frame. */
  readonly boxes: readonly Box[];
  readonly links: readonly Link[];
  /** Pairs of boxes of which the first stands left of the second, without a line. */
  readonly order: readonly (readonly [Box, Box])[];
  /** What is not drawn, in sentences. */
  readonly leftOut: readonly string[];
}
