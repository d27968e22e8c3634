using MerClip.Encoders.Clip;
using MerClip.Pretraining;
using MerClip.Sample;
using static TorchSharp.torch;

namespace MerClip.Tests.Pretraining;

public sealed class ClipPretrainingTests : TorchTest
{
    static readonly PretrainingOptions Tiny = new()
    {
        Pictures = 64, Steps = 6, TextSteps = 25, BatchSize = 16, Merges = 200, ImageSize = 16, PatchSize = 8, Joint = 16, Threads = 1,
        Text = new(16, 1, 2, 32), Image = new(16, 1, 2, 32), Positions = 40,
    };

    [Fact]
    public void It_learns_and_one_seed_gives_the_same_files()
    {
        byte[] Make(string folder, List<float> losses)
        {
            var pretraining = new ClipPretraining(Tiny);
            using var model = pretraining.Train((_, loss) => losses.Add(loss), TestContext.Current.CancellationToken);
            pretraining.Write(model, Folder[folder]);
            return File.ReadAllBytes(Path.Combine(Folder[folder], "model.safetensors"));
        }

        List<float> first = [], second = [];
        byte[] made = Make("a", first);
        Assert.Equal(made, Make("b", second));
        Assert.Equal(first, second);
        Assert.True(first[20..25].Average() < first[..5].Average() - 0.1, $"{first[0]} to {first[24]}");

        var clip = ClipFolder.Open(Folder["a"]);
        Assert.Equal(["F16"], clip.Summary.Types);
        Assert.Equal((16, 16, 8), (clip.Summary.Options.Joint, clip.Summary.Options.ImageSize, clip.Summary.Options.PatchSize));
        Assert.Equal(clip.Vocabulary.End, clip.Summary.Options.EndId);
        Assert.NotNull(new ClipTextEncoder(clip).Pool("a happy face"));
        Assert.False(Directory.Exists(Folder["a.tmp"]));
    }

    [Fact]
    public void Words_that_are_held_out_stand_in_no_caption_of_a_label_but_are_said()
    {
        var random = new Random(1);
        var writer = new CaptionWriter(random);
        string[] captions = [.. Enumerable.Range(0, 4000).Select(_ => writer.OfFace(Affect.Draw(random)))];
        foreach (string word in CaptionWriter.HeldOut.Values)
        {
            Assert.Contains(captions, c => c.Contains(word));
            Assert.DoesNotContain(captions, c => c.StartsWith("a " + word) || c.EndsWith("looks " + word) || c == word || c.Contains(word + " person"));
        }
    }

    [Fact]
    public void Features_that_say_nothing_lose_the_logarithm_of_the_batch()
    {
        using var model = new ClipModel(new ClipOptions(8, new(16, 1, 2, 32), new(16, 1, 2, 32), 600, 10, 16, 8, 599));
        var same = ones(5, 8);
        Assert.Equal(Math.Log(5), Numbers(ContrastiveLoss.Of(model, same, same))[0], 1e-5);
        var own = eye(5, 8);
        Assert.True(Numbers(ContrastiveLoss.Of(model, own, own))[0] < 0.01);
        Assert.Throws<ArgumentException>(() => ContrastiveLoss.Of(model, same, ones(4, 8)));
    }

    [Theory]
    [InlineData(0, 16, "at least 2 a batch"), InlineData(1, 17, "use a multiple")]
    public void Impossible_numbers_are_refused(int batch, int size, string message) =>
        Assert.Contains(message, Assert.Throws<InputException>(() =>
            new ClipPretraining(Tiny with { BatchSize = batch * 16, ImageSize = size })).Message);

    /// <summary>The CLIP in <c>data/clip-sample</c>, on faces that are drawn here and now.</summary>
    [Fact]
    public void The_shipped_clip_names_emotions_of_people_that_it_has_not_met()
    {
        var check = PretrainingCheck.Of(ClipFolder.Open("sample"), 150);
        Assert.True(check.Emotions > 0.4, $"emotions {check.Emotions:P0}");
        Assert.True(check.HeldOut > 0.3, $"held-out words {check.HeldOut:P0}");
        Assert.True(check.Retrieval > 0.06, $"retrieval {check.Retrieval:P0}");
        Assert.True(check.Sentiment > 0.45, $"sentiment {check.Sentiment:P0}");
    }
}
