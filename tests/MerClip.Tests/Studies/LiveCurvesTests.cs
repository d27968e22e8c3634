using System.Text.Json.Nodes;
using MerClip.Studies;
using MerClip.Training;

namespace MerClip.Tests.Studies;

[Collection(nameof(TorchTests))] // what is shown goes through a name that belongs to the process
public class LiveCurvesTests
{
    [Fact]
    public void The_chart_grows_in_place_by_a_point_an_epoch()
    {
        var shown = new List<(string Id, string Mime, int Points)>();
        AppContext.SetData("NotebookDisplay", (Action<string, string, string>)((id, mime, content) =>
            shown.Add((id, mime, JsonNode.Parse(content)!["data"]![0]!["x"]!.AsArray().Count))));
        try
        {
            var curves = new LiveCurves();
            var state = new TrainingState();
            curves.SeedStarted(0, state);
            for (int epoch = 1; epoch <= 3; epoch++)
            {
                state.History.Add(new EpochRecord(epoch, 1.0 / epoch, 1.1 / epoch, 0.9, 0.1));
                curves.EpochEnded(0, state.History[^1], state);
            }
        }
        finally
        {
            AppContext.SetData("NotebookDisplay", null);
        }
        Assert.Equal([1, 2, 3], shown.Select(s => s.Points));
        Assert.Single(shown.Select(s => s.Id).Distinct());
        Assert.All(shown, s => Assert.Equal("application/vnd.plotly.v1+json", s.Mime));
    }
}
