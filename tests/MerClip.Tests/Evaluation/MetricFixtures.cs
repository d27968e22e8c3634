using System.Text.Json;

namespace MerClip.Tests.Evaluation;

/// <summary>The cases of tests/fixtures/metrics.json: predictions, and what scikit-learn and numpy make of them.</summary>
static class MetricFixtures
{
    static readonly JsonElement Root =
        JsonDocument.Parse(File.ReadAllBytes(Fixtures.Committed("metrics.json"))).RootElement;

    /// <summary>The places of the cases of a kind, for theories.</summary>
    public static TheoryData<int> Places(string kind) => [.. Enumerable.Range(0, Root.GetProperty(kind).GetArrayLength())];

    public static JsonElement Case(string kind, int place) => Root.GetProperty(kind)[place];

    public static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetDouble())];

    public static int[] Integers(JsonElement array) => [.. array.EnumerateArray().Select(e => e.GetInt32())];

    /// <summary>Rows of flags from numbers whose lowest bit is the first label.</summary>
    public static bool[,] Flags(JsonElement masks, int labels)
    {
        int[] rows = Integers(masks);
        var flags = new bool[rows.Length, labels];
        for (int i = 0; i < rows.Length; i++)
            for (int c = 0; c < labels; c++)
                flags[i, c] = (rows[i] >> c & 1) == 1;
        return flags;
    }

    /// <summary>Compares to 1e-9; null stands for NaN.</summary>
    public static void AssertEqual(JsonElement expected, double actual, string what)
    {
        double number = expected.ValueKind == JsonValueKind.Null ? double.NaN : expected.GetDouble();
        if (double.IsNaN(number)) Assert.True(double.IsNaN(actual), $"{what}: {actual} instead of NaN");
        else Assert.True(Math.Abs(number - actual) <= 1e-9, $"{what}: {actual:R} instead of {number:R}");
    }

    public static void AssertEqual(JsonElement expected, IEnumerable<double> actual, string what)
    {
        Assert.Equal(expected.GetArrayLength(), actual.Count());
        foreach (var (e, a) in expected.EnumerateArray().Zip(actual)) AssertEqual(e, a, what);
    }
}
