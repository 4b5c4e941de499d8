import { z } from 'zod';

// By default zod writes code for each shape and compiles it. A command reads most shapes once or twice: that costs more than it saves,
// a twentieth of a synth.
z.config({ jitless: true });

export { z };
