using MerClip.Data;
using MerClip.Runs;
using MerClip.Tests.Encoders.Clip;

namespace MerClip.Tests.Runs;

public class ClipRunTests : RunBench
{
    [Fact]
    public void A_run_trains_on_the_texts_of_a_clip_and_reads_it_again_for_other_labels()
    {
        using var clip = new TemporaryFolder();
        TinyClip.Write(clip);
        var run = new TrainedRun(Train("run", Config with { Seeds = [0], Text = $"clip:{clip.Path}", Cache = Folder["cache"] }).Path);
        var corpus = MmsaReader.Read(Data);

        var again = run.Evaluate(corpus, run.Labels, Split.Test)[0];
        Assert.Equal(run.Saved(0).Rows.Where(r => r.Split == Split.Test).Select(r => r.Prediction), again.Rows.Select(r => r.Prediction));
        Assert.Equal(5, run.Evaluate(corpus, SyntheticCorpus.Ordinal(5), Split.Test)[0].Labels.Count);

        TinyClip.Write(clip, joint: 24);
        Assert.Contains("the text encoder is not the one that the run was trained with", Assert.Throws<InputException>(() => run.Evaluate(corpus, run.Labels, Split.Test)).Message);

        File.Move(clip["model.safetensors"], clip["gone"]);
        Assert.Contains(clip.Path, Assert.Throws<InputException>(() => run.Evaluate(corpus, run.Labels, Split.Test)).Message);
    }
}
