using System.CommandLine;
using System.Text.Json;
using MerClip.Data;
using MerClip.Evaluation;
using MerClip.Explain;
using MerClip.Labels;
using MerClip.Report;
using MerClip.Runs;

namespace MerClip.Cli;

/// <summary><c>merclip explain</c>: which modality, words and frames moved a prediction.</summary>
static class ExplainCommand
{
    /// <summary>What to explain, and how.</summary>
    sealed record Question(string? Label, bool Logit, LabelSet? Labels, int? Seed, int Neighbours);

    public static Command Create()
    {
        var run = new Argument<string>("RUN") { Description = "Run folder" };
        var ids = new Option<string[]>("--id") { Description = "Utterances of the data", HelpName = "ID…", AllowMultipleArgumentsPerToken = true };
        var own = new OwnUtterance();
        var data = new Option<string?>("--data") { Description = "Other data than that of training", HelpName = "PATH" };
        var split = new Option<string?>("--split") { Description = "Where to look for the ids: train, valid or test; everywhere unless given", HelpName = "SPLIT" };
        var labels = new Option<string?>("--labels") { Description = "Another label set than that of training", HelpName = "NAME|FILE" };
        var label = new Option<string?>("--label")
        {
            Description = "Explain this label's probability; unless given, the score, or the most probable label",
            HelpName = "NAME",
        };
        var logit = new Option<bool>("--logit") { Description = "Explain the label's logit, which still moves where the model is sure" };
        var seed = new Option<int?>("--seed") { Description = "Whose model to look at; the first unless given", HelpName = "SEED" };
        var neighbours = new Option<int>("--neighbours")
        {
            Description = "How many utterances of training to show; with 0 they are not encoded",
            DefaultValueFactory = _ => 5,
            HelpName = "N",
        };
        var json = new Option<bool>("--json") { Description = "Print JSON, with every step" };
        var html = new Option<string?>("--html") { Description = "Write a page with charts too", HelpName = "FILE" };
        split.AcceptOnlyFromAmong("train", "valid", "test");
        var command = new ExampleCommand("explain", "Explain predictions: which modality, words and frames moved them, where the labels looked, what is alike.",
            "merclip explain runs/first --id 'video7$_$3'",
            "merclip explain runs/first --id 'video7$_$3' 'video9$_$1' --label positive --html why.html",
            "merclip explain runs/first --text \"well, that was great\" --neighbours 3",
            "merclip explain runs/first --id 'video7$_$3' --labels emotions6 --json")
        {
            run, ids, own.Text, own.Audio, own.Video, data, split, labels, label, logit, seed, neighbours, json, html,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(ids) is { Length: > 0 } == own.IsGiven(result)) result.AddError("Give --id, or some of --text, --audio, --video.");
            if (result.GetValue(neighbours) < 0) result.AddError("--neighbours must be 0 or more.");
        });
        command.SetAction(parsed =>
        {
            var trained = new TrainedRun(parsed.GetValue(run)!);
            string path = parsed.GetValue(data) ?? trained.Config.Data;
            var question = new Question(parsed.GetValue(label), parsed.GetValue(logit),
                parsed.GetValue(labels) is { } name ? LabelSet.Load(name) : null, parsed.GetValue(seed), parsed.GetValue(neighbours));
            Split? where = parsed.GetValue(split) is { } chosen ? Enum.Parse<Split>(chosen, ignoreCase: true) : null;
            var found = parsed.GetValue(ids) is { Length: > 0 } wanted
                ? Explain(trained, Chosen(CorpusReader.Read(path).Corpus, path, wanted, where), wanted, question)
                : Explain(trained, WithTraining(own.Read(parsed, trained), path, question), [OwnUtterance.Id], question);
            if (parsed.GetValue(html) is { } file)
            {
                ExplanationFile.Write(file, found);
                Console.Error.WriteLine($"wrote {file}");
            }
            if (parsed.GetValue(json)) Console.WriteLine(JsonSerializer.Serialize(found, EvaluationJson.Options));
            else foreach (var explanation in found) ExplanationOutput.Print(explanation);
            return 0;
        });
        return command;
    }

    static Explanation[] Explain(TrainedRun run, Corpus corpus, IEnumerable<string> ids, Question question)
    {
        var watcher = new EncodingProgress();
        using var explainer = new Explainer(run, question.Neighbours > 0 ? corpus : corpus.Only(Split.Test), question.Seed, question.Labels,
            question.Neighbours, new OwnUtterance.Strict(watcher));
        watcher.Summarise();
        return [.. ids.Select(id => explainer.Explain(id, question.Label, question.Logit))];
    }

    /// <summary>The wanted utterances as test, so that no others are encoded but those of training.</summary>
    static Corpus Chosen(Corpus corpus, string path, string[] ids, Split? split)
    {
        Utterance[] among = [.. split is { } one ? corpus[one] : corpus.All];
        return With(corpus, [.. ids.Distinct().Select(id => Array.Find(among, u => u.Id == id)
            ?? throw new InputException($"{path} has no utterance '{id}'{(split is null ? "" : $" in {split.ToString()!.ToLowerInvariant()}")}"
                + $"; the first that it has is '{among.FirstOrDefault()?.Id}'"))]);
    }

    static Corpus WithTraining(Utterance utterance, string path, Question question)
    {
        var none = new Corpus(new Dictionary<Split, IReadOnlyList<Utterance>>());
        if (question.Neighbours == 0) return With(none, [utterance]);
        try
        {
            return With(CorpusReader.Read(path).Corpus, [utterance]);
        }
        catch (InputException e)
        {
            Console.Error.WriteLine($"without neighbours: {e.Message}");
            return With(none, [utterance]);
        }
    }

    static Corpus With(Corpus corpus, IReadOnlyList<Utterance> test) => new(
        new Dictionary<Split, IReadOnlyList<Utterance>> { [Split.Train] = corpus[Split.Train], [Split.Test] = test }, corpus.Emotions);
}
