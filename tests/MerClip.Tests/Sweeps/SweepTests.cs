using MerClip.Sweeps;

namespace MerClip.Tests.Sweeps;

public class SweepTests
{
    static Sweep Parse(string json) => Sweep.Parse(json, "a.json");

    [Fact]
    public void Trials_are_all_combinations_with_every_seed()
    {
        var trials = Parse("""
            {"base": {"data": "x.pkl", "training": {"epochs": 5}}, "seeds": [3, 4],
             "vary": {"labels": ["sentiment7", "sentiment2"], "model.width": [32, 64], "order": ["text,audio"]}}
            """).Trials();

        Assert.Equal(8, trials.Count);
        Assert.Equal("labels=sentiment7_model.width=32_order=text-audio_seed=3", trials[0].Name);
        Assert.Equal(8, trials.Select(t => t.Name).Distinct().Count());
        Assert.Equal("labels=sentiment2  model.width=64  order=text,audio", trials[^1].Group);
        Assert.Equal(("x.pkl", "sentiment2", 64, 5, "text,audio"), (trials[^1].Config.Data, trials[^1].Config.Labels,
            trials[^1].Config.Model.Width, trials[^1].Config.Training.Epochs, trials[^1].Config.Order));
        Assert.Equal([4], trials[^1].Config.Seeds);
    }

    [Fact]
    public void What_is_drawn_is_the_same_each_time_and_in_range()
    {
        const string Json = """
            {"draw": {"training.learningRate": {"from": 1e-4, "to": 1e-2, "log": true}, "model.layers": {"from": 1, "to": 3, "whole": true},
             "model.fusion": {"oneOf": ["sequential", "parallel"]}}, "draws": 40, "drawSeed": 7}
            """;
        var trials = Parse(Json).Trials();

        Assert.Equal(40, trials.Count);
        Assert.Equal(trials.Select(t => t.Name), Parse(Json).Trials().Select(t => t.Name));
        Assert.NotEqual(trials.Select(t => t.Name), Parse(Json.Replace(": 7}", ": 8}")).Trials().Select(t => t.Name));
        Assert.All(trials, t => Assert.InRange(t.Config.Training.LearningRate, 1e-4, 1e-2));
        Assert.InRange(trials.Count(t => t.Config.Training.LearningRate < 1e-3), 10, 30); // half, on a logarithmic scale
        Assert.Equal([1, 2, 3], trials.Select(t => t.Config.Model.Layers).Distinct().Order());
        Assert.Equal(2, trials.Select(t => t.Config.Model.Fusion).Distinct().Count());
    }

    [Fact]
    public void Names_that_cannot_be_files_are_told_apart()
    {
        var names = Parse("""{"vary": {"labels": ["a/b.json", "a?b.json", "a-b.json"]}}""").Trials().Select(t => t.Name).ToArray();
        Assert.Equal(3, names.Distinct().Count());
        Assert.All(names, name => Assert.DoesNotContain(name, c => c is '/' or '?'));
    }

    [Theory]
    [InlineData("""{"vary": {"model.widht": [1]}}""", "there is no setting 'model.widht'")]
    [InlineData("""{"vary": {"labels": []}}""", "'labels' has no value")]
    [InlineData("""{"very": {}}""", "very")]
    [InlineData("""{"seeds": [1, 1]}""", "none twice")]
    [InlineData("""{"base": {"seeds": [1]}}""", "beside base")]
    [InlineData("""{"draw": {"model.width": {"from": 2, "to": 1}}}""", "rising")]
    [InlineData("""{"draw": {"model.dropout": {"from": 0, "to": 1, "log": true}}}""", "above 0")]
    [InlineData("""{"draw": {"model.width": {"oneOf": [1], "from": 1}}}""", "nothing else")]
    [InlineData("""{"vary": {"model.width": [1]}, "draw": {"model.width": {"oneOf": [1]}}}""", "both varied and drawn")]
    [InlineData("""{"vary": {"model.width": ["wide"]}}""", "wrong type")]
    [InlineData("nothing", "a.json")]
    public void A_slip_is_named(string json, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() => Parse(json).Trials()).Message);
}
