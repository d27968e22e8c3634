using System.Text.Json;

namespace MerClip.Tests.Evaluation.Statistics;

/// <summary>The cases of tests/fixtures/statistics.json: what scipy and statsmodels give.</summary>
static class StatisticsFixtures
{
    static readonly JsonElement Root =
        JsonDocument.Parse(File.ReadAllBytes(Fixtures.Committed("statistics.json"))).RootElement;

    /// <summary>The places of the cases of a kind, for theories.</summary>
    public static TheoryData<int> Places(string kind) => [.. Enumerable.Range(0, Root.GetProperty(kind).GetArrayLength())];

    public static JsonElement Case(string kind, int place) => Root.GetProperty(kind)[place];

    public static double Number(this JsonElement of, string name) => of.GetProperty(name).GetDouble();

    public static int Whole(this JsonElement of, string name) => of.GetProperty(name).GetInt32();

    public static double[] Numbers(this JsonElement of, string name) =>
        [.. of.GetProperty(name).EnumerateArray().Select(e => e.GetDouble())];
}
