/** Measured values by name, with their unit: `apply, s`. */
export type Figures = Readonly<Record<string, number>>
