using MerClip.Prediction;
using static TorchSharp.torch;

namespace MerClip.Tests.Prediction;

public class LabelGuidedPredictionTests : TorchTest
{
    [Fact]
    public void A_logit_is_the_scaled_cosine()
    {
        using var prediction = new LabelGuidedPrediction();
        var fused = tensor(new float[] { 3, 0, 0, 2, 1, 1 }, [1, 3, 2]);
        var labels = tensor(new float[] { 5, 0, 0, -1, 0, 1 }, [3, 2]);

        float[] logits = Numbers(prediction.call(fused, labels));

        Assert.Equal(1 / 0.07, logits[0], 1e-4);
        Assert.Equal(-1 / 0.07, logits[1], 1e-4);
        Assert.Equal(Math.Sqrt(0.5) / 0.07, logits[2], 1e-4);
    }

    [Fact]
    public void The_scale_is_bounded()
    {
        using var prediction = new LabelGuidedPrediction();
        using (no_grad()) prediction.state_dict()["logScale"].fill_(50);

        Assert.Equal([100f], Numbers(prediction.call(ones(1, 1, 4), ones(1, 4))).Select(x => MathF.Round(x, 2)));
    }

    [Fact]
    public void Other_labels_than_fused_vectors_are_refused()
    {
        using var prediction = new LabelGuidedPrediction();

        var error = Assert.Throws<ArgumentException>(() => prediction.call(ones(2, 3, 4), ones(5, 4)));

        Assert.Equal("fused vectors [B, C, d]: expected [any, 5, 4], got [2, 3, 4]", error.Message);
    }
}
