using System.Text.Json;
using Plotly.NET;

namespace MerClip.Tests.Charts;

/// <summary>A chart as plotly.js gets it.</summary>
sealed class Figure(GenericChart chart)
{
    public string Json { get; } = GenericChart.toFigureJson(chart);

    public JsonElement Layout => JsonDocument.Parse(Json).RootElement.GetProperty("layout");

    public JsonElement[] Traces => [.. JsonDocument.Parse(Json).RootElement.GetProperty("data").EnumerateArray()];

    /// <summary>What hangs at a path such as <c>marker.color</c>.</summary>
    public static JsonElement At(JsonElement element, string path) =>
        path.Split('.').Aggregate(element, (e, name) => e.GetProperty(name));

    public static string[] Strings(JsonElement array) => [.. array.EnumerateArray().Select(s => s.ToString())];

    public static double[] Numbers(JsonElement array) =>
        [.. array.EnumerateArray().Select(n => n.ValueKind == JsonValueKind.Null ? double.NaN : n.GetDouble())];
}
