/** Where `cdktf synth` writes to. */
export const OUTPUT = 'cdktf.out';
