using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MerClip.Data;
using MerClip.Labels;
using MerClip.Runs;
using Spectre.Console;
using static TorchSharp.torch;

namespace MerClip.Cli;

/// <summary><c>merclip predict</c>: what a run's models say of one text of one's own.</summary>
static class PredictCommand
{
    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "Run folder" };
        var text = new Option<string>("--text") { Description = "What was said", Required = true, HelpName = "\"…\"" };
        var labels = new Option<string?>("--labels")
        {
            Description = "Another label set than that of training",
            HelpName = "NAME|FILE",
        };
        var json = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new ExampleCommand("predict", "Predict one utterance: the mean over the run's seeds. Modalities that are not given are skipped.",
            "merclip predict runs/first --text \"I loved every minute of it\"",
            "merclip predict runs/first --text \"the plot was boring\" --labels sentiment2 --json")
        {
            run, text, labels, json,
        };
        command.SetAction(parsed =>
        {
            Predict(new TrainedRun(parsed.GetValue(run)!), parsed.GetValue(text)!, parsed.GetValue(labels),
                parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    static void Predict(TrainedRun run, string text, string? labelsName, bool asJson)
    {
        if (string.IsNullOrWhiteSpace(text)) throw new InputException("--text is empty: write what was said");
        if (run.Config.Text == "features")
            throw new InputException("the run reads precomputed text features, so it cannot read a text: "
                + "train with --text words:FILE or clip:FOLDER");
        var labels = labelsName is null ? run.Labels : LabelSet.Load(labelsName);
        var corpus = new Corpus(new Dictionary<Split, IReadOnlyList<Utterance>>
        {
            [Split.Test] = [new Utterance { Id = "text", Text = text }],
        });
        var mean = new float[labels.Count];
        RunInputs? inputs = null;
        foreach (int seed in run.Seeds)
        {
            using var scope = NewDisposeScope();
            var device = Machine.DeviceFor(run.Config.Device);
            using var model = run.Model(seed, device);
            inputs ??= run.Inputs(corpus, labels, model.Spec);
            var examples = inputs.Examples(Split.Test, needTruth: false);
            if (examples[0].Inputs.Count == 0)
                throw new InputException("no word of --text has a vector: use other words, or keep the file of word vectors "
                    + "in its place");
            var probabilities = Predictions.Probabilities(model, inputs.LabelInput(device), inputs, examples)[0];
            for (int c = 0; c < mean.Length; c++) mean[c] += probabilities[c] / run.Seeds.Count;
        }
        string prediction = inputs!.Objective.Prediction(mean);
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                text,
                labels = labels.Name,
                prediction = labels.Kind == LabelKind.Ordinal
                    ? (object)double.Parse(prediction, CultureInfo.InvariantCulture)
                    : prediction,
                probabilities = labels.Labels.Zip(mean).ToDictionary(p => p.First.Name, p => p.Second),
                seeds = run.Seeds,
            }, ConfigFile.Json));
            return;
        }
        var chart = new BarChart().WithMaxValue(1).UseValueFormatter((p, _) => p.ToString("P0", CultureInfo.InvariantCulture));
        foreach (var (label, probability) in labels.Labels.Zip(mean)) chart.AddItem(label.Name, probability, Color.Teal);
        Console.WriteLine(prediction.Length == 0 ? "none" : prediction);
        AnsiConsole.Write(chart);
    }
}
