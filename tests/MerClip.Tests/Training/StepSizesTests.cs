using MerClip.Data;
using MerClip.Training;

namespace MerClip.Tests.Training;

public class StepSizesTests
{
    static StepSizes Of(params (string Pattern, double Rate)[] table) => new(new TrainingOptions
    {
        LearningRate = 1e-3,
        Tune = table.ToDictionary(t => t.Pattern, t => t.Rate),
    });

    [Fact]
    public void The_last_pattern_that_fits_decides()
    {
        var sizes = Of(("encoders.*", 1e-4), ("encoders.text.norm.*", 0), ("fusion.*.bias", 2e-3));
        Assert.Equal(0.1, sizes.ShareOf("encoders.text.project.weight"), 1e-12);
        Assert.Equal(0, sizes.ShareOf("encoders.text.norm.weight"));
        Assert.Equal(2, sizes.ShareOf("fusion.blocks.0.bias"));
        Assert.Equal(1, sizes.ShareOf("fusion.blocks.0.weight"));
    }

    [Fact]
    public void Of_a_clip_only_what_is_named_is_trained()
    {
        var sizes = Of(("encoders.vision.clip.image.transformer.blocks.1.*", 1e-5));
        Assert.True(sizes.TrainsClip(Modality.Vision));
        Assert.False(sizes.TrainsClip(Modality.Text));
        Assert.Equal(0.01, sizes.ShareOf("encoders.vision.clip.image.transformer.blocks.1.output.bias"), 1e-12);
        Assert.Equal(0, sizes.ShareOf("encoders.vision.clip.image.transformer.blocks.0.output.bias"));
        Assert.Equal(1, sizes.ShareOf("encoders.vision.project.weight"));
    }

    [Fact]
    public void A_pattern_that_fits_nothing_is_refused()
    {
        var error = Assert.Throws<InputException>(() => Of(("encoder.text.*", 0)).Require(["encoders.text.norm.weight"]));
        Assert.Contains("'encoder.text.*'", error.Message);
        Assert.Contains("encoders.text.norm.weight", error.Message);
    }
}
