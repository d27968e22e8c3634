using System.CommandLine;
using MerClip.Data;
using MerClip.Labels;
using MerClip.Runs;
using static TorchSharp.torch;

namespace MerClip.Cli;

/// <summary><c>merclip predict</c>: what a run's models say of one text of one's own.</summary>
static class PredictCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "Run folder" };
        var own = new OwnUtterance();
        var labels = new Option<string?>("--labels")
        {
            Description = "Another label set than that of training",
            HelpName = "NAME|FILE",
        };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new ExampleCommand("predict", "Predict one utterance: the mean over the run's seeds. Modalities that are not given are skipped.",
            "merclip predict runs/first --text \"I loved every minute of it\"",
            "merclip predict runs/first --text \"the plot was boring\" --labels sentiment2 --json",
            "merclip predict runs/media --text \"well, that was great\" --video clip.mp4",
            "merclip predict runs/media --audio voice.wav --labels emotions6")
        {
            run, own.Text, own.Audio, own.Video, labels, json,
        };
        command.Validators.Add(result =>
        {
            if (!own.IsGiven(result)) result.AddError("Give at least one of --text, --audio, --video.");
        });
        command.SetAction(parsed =>
        {
            var trained = new TrainedRun(parsed.GetValue(run)!);
            Predict(trained, own.Read(parsed, trained), parsed.GetValue(labels), parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    static void Predict(TrainedRun run, Utterance utterance, string? labelsName, bool asJson)
    {
        var labels = labelsName is null ? run.Labels : LabelSet.Load(labelsName);
        var corpus = new Corpus(new Dictionary<Split, IReadOnlyList<Utterance>> { [Split.Test] = [utterance] });
        var mean = new float[labels.Count];
        RunInputs? inputs = null;
        foreach (int seed in run.Seeds)
        {
            using var scope = NewDisposeScope();
            var device = Machine.DeviceFor(run.Config.Device);
            using var model = run.Model(seed, device);
            inputs ??= run.Inputs(corpus, labels, model.Spec, new OwnUtterance.Strict());
            var examples = inputs.Examples(Split.Test, needTruth: false);
            if (examples[0].Inputs.Count == 0)
                throw new InputException("nothing of the input is known to the run: use other words for --text, or keep the file of "
                    + "word vectors in its place, or give the other modalities of the run");
            var probabilities = Predictions.Probabilities(model, inputs.LabelInput(device), inputs, examples)[0];
            for (int c = 0; c < mean.Length; c++) mean[c] += probabilities[c] / run.Seeds.Count;
        }
        string[] used = [.. inputs!.Examples(Split.Test, needTruth: false)[0].Inputs.Keys.Select(m => m.ToString().ToLowerInvariant())];
        string prediction = inputs.Objective.Prediction(mean);
        PredictionOutput.Print(labels, prediction, mean, [("text", utterance.Text), ("modalities", used), ("seeds", run.Seeds)], asJson);
    }
}
