using MerClip.Data;
using MerClip.Encoders;
using MerClip.Media;
using MerClip.Runs;
using MerClip.Tests.Encoders;
using MerClip.Tests.Encoders.Clip;
using MerClip.Training;
using static TorchSharp.torch;

namespace MerClip.Tests.Runs;

public sealed class RunEncodersTests : TorchTest
{
    readonly TemporaryFolder clip = new();

    public RunEncodersTests() => TinyClip.Write(clip);

    public override void Dispose()
    {
        clip.Dispose();
        base.Dispose();
    }

    string Raw => Directory.CreateDirectory(Folder["raw"]).FullName;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    RunConfig Config => new()
    {
        Data = "made up", Text = $"clip:{clip.Path}", Vision = $"clip:{clip.Path}", Audio = "mel", Device = "cpu",
        Labels = WriteLabels(), Cache = Folder["cache"], Model = SyntheticCorpus.Tiny, Training = SyntheticCorpus.Quick(2),
    };

    string WriteLabels()
    {
        File.WriteAllText(Folder["labels.json"], """
            {"name": "few", "kind": "ordinal", "labels": [{"name": "sad", "value": -3}, {"name": "low", "value": 0}, {"name": "happy", "value": 3}]}
            """);
        return Folder["labels.json"];
    }

    [Fact]
    public void Recordings_are_encoded_once_for_ever()
    {
        var corpus = Recordings.Write(Raw);
        var first = new EncodingLog();
        var inputs = RunInputs.ForTraining(Config, corpus, first, Stop);

        Assert.Equal([Modality.Text, Modality.Vision, Modality.Audio], inputs.Order);
        Assert.Contains("vision 48/48", first.Lines);
        Assert.Contains("audio 48/48", first.Lines);
        var example = inputs.Examples(Split.Train)[0];
        Assert.Equal((3, 16), (example.Inputs[Modality.Vision].Steps, example.Inputs[Modality.Vision].Width));
        Assert.Equal(16 * 80, example.Inputs[Modality.Audio].Width);

        var second = new EncodingLog();
        var again = RunInputs.ForTraining(Config, corpus, second, Stop);
        Assert.Empty(second.Lines);
        foreach (var (modality, sequence) in again.Examples(Split.Train)[0].Inputs)
            Assert.Equal(example.Inputs[modality].Values.ToArray(), sequence.Values.ToArray());

        var others = new EncodingLog();
        RunInputs.ForTraining(Config with { Frames = new FrameSampling(2) }, corpus, others, Stop);
        Assert.Equal("vision 48/48", others.Lines[^1]); // other settings, other features
    }

    [Fact]
    public void What_was_encoded_before_a_stop_is_not_encoded_again()
    {
        var corpus = Recordings.Write(Raw);
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() =>
            RunInputs.ForTraining(Config, corpus, new EncodingLog(line => { if (line == "vision 20/48") stop.Cancel(); }), stop.Token));
        var rest = new EncodingLog();
        RunInputs.ForTraining(Config, corpus, rest, Stop);
        Assert.Contains("vision 28/28", rest.Lines);
    }

    [Fact]
    public void A_recording_that_cannot_be_read_is_named_and_the_rest_goes_on()
    {
        var corpus = Recordings.Write(Raw);
        var broken = corpus[Split.Train][5];
        File.WriteAllText(broken.Media!.Sound!, "this is no sound");
        var gone = corpus[Split.Test][2];
        File.Delete(gone.Media!.Sound!);
        var log = new EncodingLog();
        var inputs = RunInputs.ForTraining(Config, corpus, log, Stop);

        Assert.Contains(log.Lines, l => l.StartsWith($"audio of {broken.Id}: ") && l.Contains(broken.Media.Sound!));
        Assert.Contains(log.Lines, l => l.StartsWith($"audio of {gone.Id}: ") && l.Contains("does not exist"));
        Assert.False(inputs.Examples(Split.Train)[5].Inputs.ContainsKey(Modality.Audio));
        Assert.True(inputs.Examples(Split.Train)[5].Inputs.ContainsKey(Modality.Vision));
        Assert.Equal(22, inputs.Examples(Split.Train).Concat(inputs.Examples(Split.Test)).Count(e => e.Inputs.ContainsKey(Modality.Audio)) - 12);
    }

    [Fact]
    public void A_clip_inside_the_model_gives_what_the_frozen_one_gives_until_it_is_tuned()
    {
        var corpus = Recordings.Write(Raw, 12);
        var config = Config with { Audio = $"clip:{clip.Path}" };
        var tuned = config with { Training = SyntheticCorpus.Quick(2) with { Tune = new Dictionary<string, double>
        {
            ["encoders.vision.clip.*"] = 0, ["encoders.text.clip.*"] = 0, ["encoders.audio.clip.*"] = 1e-2,
        } } };
        Tensor Logits(RunConfig asked, bool train, out MerClipModel model)
        {
            var inputs = RunInputs.ForTraining(asked, corpus, null, Stop);
            random.manual_seed(1);
            model = new MerClipModel(inputs.SpecFor(asked.Model, 1));
            foreach (var (modality, folder) in inputs.Encoders.Tuned) model.Adopt(modality, folder.Model);
            // The weights that both have must be the same: those of the towers were drawn in between.
            using (no_grad())
            {
                int seed = 0;
                foreach (var (name, weight) in model.named_parameters().Where(p => !p.name.Contains(".clip.")).OrderBy(p => p.name))
                {
                    random.manual_seed(seed++);
                    weight.copy_(randn(weight.shape) * 0.2);
                }
            }
            var labels = inputs.LabelInput(CPU);
            using var trainer = new Trainer(model, inputs.Objective, labels, inputs.Examples(Split.Train), inputs.Examples(Split.Valid),
                asked.Training, 1);
            if (train) trainer.Epoch(stop: Stop);
            return model.Predict(inputs.Examples(Split.Test), labels);
        }

        var frozen = Logits(config, train: false, out _);
        var inside = Logits(tuned, train: false, out var untrained);
        AssertClose(frozen, inside, 1e-4);

        var before = untrained.state_dict().ToDictionary(p => p.Key, p => p.Value.clone());
        Logits(tuned, train: true, out var model);
        bool Moved(string part) => model.state_dict().Where(p => p.Key.Contains(part)).Any(p => !p.Value.allclose(before[p.Key]));
        Assert.True(Moved("encoders.audio.clip."));
        Assert.False(Moved("encoders.vision.clip."));
        Assert.False(Moved("encoders.text.clip."));
    }

    [Theory]
    [InlineData("--vision", "mel"), InlineData("--audio", "words:x"), InlineData("--vision", "clip:"), InlineData("--audio", "wave")]
    public void An_encoder_that_does_not_exist_is_refused(string option, string setting)
    {
        var modality = option == "--vision" ? Modality.Vision : Modality.Audio;
        var error = Assert.Throws<InputException>(() => EncoderSource.Parse(setting, option, modality));
        Assert.StartsWith($"{option} {setting}: use ", error.Message);
    }

    [Fact]
    public void Tuning_a_clip_that_is_not_there_is_refused()
    {
        var config = Config with { Training = SyntheticCorpus.Quick(1) with { Tune = new Dictionary<string, double> { ["encoders.audio.clip.*"] = 1e-5 } } };
        var error = Assert.Throws<InputException>(() => RunInputs.ForTraining(config, Recordings.Write(Raw, 4)));
        Assert.Contains("--audio is mel", error.Message);
    }

    [Fact]
    public void A_modality_that_the_data_lacks_is_named()
    {
        var corpus = new Corpus(new Dictionary<Split, IReadOnlyList<Utterance>> { [Split.Train] = [new Utterance { Id = "a", Text = "low" }] });
        var error = Assert.Throws<InputException>(() => RunInputs.ForTraining(Config with { Order = "text,vision" }, corpus, null, Stop));
        Assert.Contains("the data has no vision", error.Message);
    }
}
