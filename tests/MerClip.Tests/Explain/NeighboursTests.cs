using MerClip.Data;
using MerClip.Explain;
using MerClip.Tests.Training;

namespace MerClip.Tests.Explain;

public class NeighboursTests : TorchTest
{
    [Fact]
    public void The_nearest_is_a_twin_and_never_the_utterance_itself()
    {
        using var bench = new TrainingBench(Folder, 1);
        var training = bench.Inputs.Examples(Split.Train);
        var neighbours = new Neighbours(bench.Model, bench.Labels, training, u => u.Annotation);
        var twin = training[5] with { Utterance = training[5].Utterance with { Id = "twin" } };

        var found = neighbours.Utterances(twin, 4);

        Assert.Equal((training[5].Utterance.Id, training[5].Utterance.Text, training[5].Utterance.Annotation),
            (found[0].Id, found[0].Text, found[0].Truth));
        Assert.Equal(1, found[0].Cosine, 1e-5);
        Assert.Equal(found.Select(n => n.Cosine).OrderDescending(), found.Select(n => n.Cosine));
        Assert.Equal(4, found.Count);
        Assert.DoesNotContain(neighbours.Utterances(training[5], training.Count), n => n.Id == training[5].Utterance.Id);
        Assert.Empty(neighbours.Utterances(twin, 0));
    }

    [Fact]
    public void Labels_stand_in_the_order_of_their_logits()
    {
        using var bench = new TrainingBench(Folder, 1);
        var example = bench.Inputs.Examples(Split.Test)[0];
        float[] logits = Numbers(bench.Model.Predict([example], bench.Labels));

        var labels = new Neighbours(bench.Model, bench.Labels, [], _ => null).Labels(example);

        Assert.Equal(bench.Labels.Set.Labels.Zip(logits).OrderByDescending(l => l.Second).Select(l => l.First.Name), labels.Select(l => l.Label));
        Assert.All(labels, l => Assert.InRange(l.Cosine, -1, 1));
    }
}
