using MerClip.Runs;

namespace MerClip.Sweeps;

/// <summary>A run among others that differ from it in a setting or two.</summary>
/// <param name="Name">What tells it from the others, for people.</param>
/// <param name="Config">All settings.</param>
/// <param name="Folder">Its run folder.</param>
public sealed record Variation(string Name, RunConfig Config, RunFolder Folder);
