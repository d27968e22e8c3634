using System.Text.Json;
using MerClip.Runs;

namespace MerClip.Bench;

/// <summary>What one process measured; a line of JSON that either side prints.</summary>
/// <param name="Side"><c>C#</c> or <c>PyTorch</c>, with versions.</param>
/// <param name="Epochs">Wall-clock seconds of each epoch.</param>
/// <param name="Cpu">Processor seconds of each epoch: close to what it would take if nothing else ran.</param>
/// <param name="Matmul">GFLOP/s of the yardstick.</param>
/// <param name="Parts">Median milliseconds of the parts of a step, by optimiser/part.</param>
/// <param name="Parity">Largest differences from the other side, by what was compared.</param>
sealed record Measurement(string Side, double[]? Epochs = null, double[]? Cpu = null, double? Matmul = null,
    Dictionary<string, double>? Parts = null, Dictionary<string, double>? Parity = null)
{
    static readonly JsonSerializerOptions Json = new(ConfigFile.Json) { WriteIndented = false };

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static IReadOnlyList<Measurement> Read(string file) =>
        [.. File.ReadLines(file).Select(line => JsonSerializer.Deserialize<Measurement>(line, Json)!)];
}
