using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using MerClip.Charts;
using MerClip.Evaluation;
using MerClip.Labels;
using Plotly.NET;

namespace MerClip.Report;

/// <summary>What the report's scripts read: the utterances, what each run said of them, and the charts. Written so that it
/// cannot end the script element that holds it.</summary>
static class ReportData
{
    // Escapes <, > and & too; letters of all scripts stay as they are.
    internal static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Of(ReportContent content)
    {
        var utterances = new OrderedDictionary<(string Id, string Text), int>();
        var training = new OrderedDictionary<(string Id, string Text, string Truth), int>();
        JsonArray runs = [.. content.Runs.Select(r => Run(r, utterances, training))];
        var charts = new JsonObject();
        for (int i = 0; i < content.Runs.Count; i++)
            foreach (var (name, chart) in ChartsOf(content.Runs[i])) charts[$"{name}-{i}"] = chart;
        for (int i = 0; i < content.Comparisons.Count; i++)
            foreach (string metric in Headline.MetricsOf(content.Comparisons[i].Results))
                charts[$"{metric}-of-{i}"] =
                    Figure(AblationChart.Of(content.Comparisons[i].Results, metric, content.Comparisons[i].Title));
        foreach (var (name, chart) in RobustnessSection.ChartsOf(content.Runs)) charts[name] = Figure(chart);
        return new JsonObject
        {
            // What is pointed at in a map is written here once, and not in the map of every run.
            ["utterances"] = new JsonArray([.. utterances.Keys.Select(u =>
                (JsonNode)new JsonArray(u.Id, u.Text, HouseStyle.Text(u.Id) + "<br>" + HouseStyle.Text(u.Text)))]),
            ["training"] = new JsonArray([.. training.Keys.Select(u => (JsonNode)new JsonArray(u.Id, u.Text, u.Truth))]),
            ["runs"] = runs,
            ["charts"] = charts,
        }.ToJsonString(Json);
    }

    static JsonObject Run(ReportRun run, OrderedDictionary<(string Id, string Text), int> utterances,
        OrderedDictionary<(string Id, string Text, string Truth), int> training) => new()
    {
        ["labels"] = Strings(run.Labels.Labels.Select(l => l.Name)),
        ["multi"] = run.Labels.Kind == LabelKind.Multi,
        ["rows"] = new JsonArray([.. run.Outcomes.Select(o =>
        {
            if (!utterances.TryGetValue((o.Id, o.Text), out int place))
                utterances.Add((o.Id, o.Text), place = utterances.Count);
            var row = new JsonArray(place, Cell(o.Truth, run.Labels), Cell(o.Prediction, run.Labels),
                Math.Round(o.Error, 3), Numbers(o.TrueLabels), Numbers(o.PredictedLabels),
                new JsonArray([.. o.Probabilities.Select(p => (JsonNode)Math.Round(p, 3))]));
            if (run.Explanations.TryGetValue(o.Id, out var explanation)) row.Add((JsonNode)ExplainedRows.Of(explanation, training));
            return (JsonNode)row;
        })]),
    };

    static IEnumerable<(string Name, JsonObject Chart)> ChartsOf(ReportRun run)
    {
        string split = run.Summary.Split.ToString().ToLowerInvariant();
        yield return ("metrics", Figure(MetricChart.Of(run.Summary)));
        if (run.Histories.Count > 0)
        {
            yield return ("loss", Figure(LearningCurves.Loss(run.Histories)));
            if (LearningCurves.Mae(run.Histories) is { } mae) yield return ("mae", Figure(mae));
        }
        yield return ("confusion", Figure(ConfusionChart.Of(ClassCounts.Of(run.Outcomes, run.Labels), split)));
        yield return ("reliability", Figure(ReliabilityDiagram.Of(Calibration.Of(run.Outcomes, run.Labels.Kind), split)));
        if (run.Space is null) yield break;
        var map = Figure(EmbeddingMap.Of(run.Space, run.Outcomes, run.Labels));
        var points = map["data"]![0]!.AsObject();
        foreach (string known in new[] { "ids", "text", "customdata" }) points.Remove(known);
        yield return ("map", map);
        yield return ("cosines", Figure(CosineHeatMap.Of(run.Labels, run.Space.Cosines)));
    }

    /// <summary>A chart as plotly.js draws it.</summary>
    internal static JsonObject Figure(GenericChart chart)
    {
        var figure = JsonNode.Parse(GenericChart.toFigureJson(chart))!.AsObject();
        return new JsonObject { ["data"] = figure["data"]!.DeepClone(), ["layout"] = figure["layout"]!.DeepClone() };
    }

    static JsonNode Cell(string cell, LabelSet labels) =>
        labels.Kind == LabelKind.Ordinal ? Math.Round(PredictionCell.Number(cell)!.Value, 2) : cell;

    static JsonArray Strings(IEnumerable<string> strings) => [.. strings.Select(s => (JsonNode)s)];

    static JsonArray Numbers(IEnumerable<int> numbers) => [.. numbers.Select(n => (JsonNode)n)];
}
