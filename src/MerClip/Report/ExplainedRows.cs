using System.Text.Json.Nodes;
using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Explain;

namespace MerClip.Report;

/// <summary>Explanations as a report's list of utterances holds them: which are made, and how they are written in few bytes.</summary>
static class ExplainedRows
{
    /// <summary>Words and other steps that a report shows of one modality.</summary>
    const int MostWords = 60, MostSteps = 8;

    /// <summary>The utterances to explain: one half those with the largest errors, the other evenly spread over the rest.</summary>
    /// <param name="outcomes">All of them.</param>
    /// <param name="count">How many at most.</param>
    public static IReadOnlyList<string> Choose(IReadOnlyList<Outcome> outcomes, int count)
    {
        string[] worst = [.. outcomes.OrderByDescending(o => o.Error).Take((count + 1) / 2).Select(o => o.Id)];
        string[] rest = [.. outcomes.Select(o => o.Id).Except(worst)];
        int more = Math.Min(count - worst.Length, rest.Length);
        return [.. worst, .. Enumerable.Range(0, more).Select(i => rest[(int)((i + 0.5) * rest.Length / more)])];
    }

    /// <summary>One as <c>[quantity, empty, full, [[modality, value, [[step, effect]…]]…], [[place, cosine]…]]</c>. Words are in their
    /// order, as many as are shown; of other steps there are those that moved most, by time.</summary>
    /// <param name="e">The explanation.</param>
    /// <param name="training">Id, text and truth of the utterances of training that are named so far, with their places.</param>
    public static JsonArray Of(Explanation e, OrderedDictionary<(string Id, string Text, string Truth), int> training) => new(
        e.Quantity, Short(e.Shapley.Empty), Short(e.Shapley.Full),
        new JsonArray([.. e.Shapley.Values.Select(v => (JsonNode)new JsonArray(v.Key.ToString().ToLowerInvariant(), Short(v.Value),
            new JsonArray([.. Steps(e, v.Key).Select(s => (JsonNode)new JsonArray(s.Step.Name, Short(s.Occlusion)))])))]),
        new JsonArray([.. e.NearestUtterances.Select(n => (JsonNode)new JsonArray(Place(n, training), Short(n.Cosine)))]));

    static int Place(UtteranceNeighbour n, OrderedDictionary<(string, string, string), int> training)
    {
        var key = (n.Id, n.Text, n.Truth is null ? "–" : PredictionCell.Number(n.Truth) is { } number ? $"{Short(number)}" : n.Truth);
        if (!training.TryGetValue(key, out int place)) training.Add(key, place = training.Count);
        return place;
    }

    static IEnumerable<StepEffect> Steps(Explanation e, Modality modality)
    {
        var all = e.Steps.Where(s => s.Step.Modality == modality);
        return modality == Modality.Text ? all.Take(MostWords) : e.Top(modality, MostSteps).OrderBy(s => s.Step.First);
    }

    static double Short(double value) => Math.Round(value, 3);
}
