using MerClip.Encoders.Clip;
using MerClip.Labels;
using MerClip.Media;
using MerClip.Prediction;
using MerClip.Tests.Encoders.Clip;
using static TorchSharp.torch;

namespace MerClip.Tests.Prediction;

public sealed class ZeroShotTests : TorchTest
{
    static LabelSet Set(params string[][] texts) => new()
    {
        Name = "some", Kind = LabelKind.Single, Labels = [.. texts.Select(t => new Label(t[0], t))],
    };

    ClipFolder Clip()
    {
        TinyClip.Write(Folder);
        return ClipFolder.Open(Folder.Path);
    }

    [Fact]
    public void A_text_is_as_likely_as_CLIPs_own_logits_say()
    {
        var clip = Clip();
        var probabilities = new ZeroShot(clip, Set(["happy"], ["sad"], ["low"])).OfText("happy low")!;

        var encoder = new ClipTextEncoder(clip);
        Tensor Features(params string[] texts) => stack([.. texts.Select(t => tensor(encoder.Pool(t)!))]);
        var expected = clip.Model.Logits(Features("happy low"), Features("happy", "sad", "low")).softmax(1)[0];
        AssertClose(expected, tensor(probabilities), 1e-5);
        Assert.Null(new ZeroShot(clip, Set(["happy"], ["sad"])).OfText("  "));
    }

    [Fact]
    public void Frames_are_looked_at_together()
    {
        var clip = Clip();
        var zeroShot = new ZeroShot(clip, Set(["happy"], ["sad"]));
        RgbImage Frame(byte grey) => new(20, 20, [.. Enumerable.Repeat(grey, 1200)]);

        var both = zeroShot.OfPictures([Frame(10), Frame(250)])!;

        var images = new ClipPictureEncoder(clip, tuned: false).Encode([Frame(10), Frame(250)])!;
        var rows = nn.functional.normalize(tensor(images.Values.ToArray(), [2, 16]), dim: 1);
        var encoder = new ClipTextEncoder(clip);
        var expected = clip.Model.Logits(rows.mean([0], keepdim: true),
            stack([tensor(encoder.Pool("happy")!), tensor(encoder.Pool("sad")!)])).softmax(1)[0];
        AssertClose(expected, tensor(both), 1e-5);
        Assert.Null(zeroShot.OfPictures([]));
    }

    [Fact]
    public void A_label_is_the_mean_direction_of_its_phrasings()
    {
        var clip = Clip();
        var encoder = new ClipTextEncoder(clip);
        var probabilities = new ZeroShot(clip, Set(["happy", "low"], ["sad"])).OfText("happy sad")!;

        Tensor Unit(string text) => nn.functional.normalize(tensor(encoder.Pool(text)!), dim: 0);
        var labels = stack([Unit("happy") + Unit("low"), Unit("sad")]);
        var expected = clip.Model.Logits(tensor(encoder.Pool("happy sad")!).unsqueeze(0), labels).softmax(1)[0];
        AssertClose(expected, tensor(probabilities), 1e-5);
    }

    [Fact]
    public void Of_labels_that_hold_each_for_itself_those_more_likely_than_chance_are_predicted()
    {
        var zeroShot = new ZeroShot(Clip(), Set(["happy"], ["sad"], ["low"]) with { Kind = LabelKind.Multi });
        Assert.Equal("happy|low", zeroShot.Objective.Prediction([0.4f, 0.2f, 0.4f]));
    }
}
