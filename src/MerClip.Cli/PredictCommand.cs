using System.CommandLine;
using MerClip.Data;
using MerClip.Labels;
using MerClip.Runs;

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
        var said = run.Predict(utterance, labels);
        string[] used = [.. said.Modalities.Select(m => m.ToString().ToLowerInvariant())];
        PredictionOutput.Print(labels, said.Answer, [.. said.Probabilities], [("text", utterance.Text), ("modalities", used), ("seeds", run.Seeds)], asJson);
    }
}
