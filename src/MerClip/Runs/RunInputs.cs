using MerClip.Data;
using MerClip.Encoders;
using MerClip.Encoders.Words;
using MerClip.Labels;
using MerClip.Prediction;
using static TorchSharp.torch;

namespace MerClip.Runs;

/// <summary>A corpus and a label set as a model takes them: frozen encoders have been run, truth is written as numbers.</summary>
public sealed class RunInputs
{
    readonly Corpus corpus;
    readonly Dictionary<(Split, bool), IReadOnlyList<Example>> examples = [];

    /// <summary>Puts together what encoders have been read.</summary>
    /// <param name="corpus">The utterances.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="objective">How truth is written.</param>
    /// <param name="order">The modalities to take.</param>
    /// <param name="text">Encodes the transcripts; null takes text features of the data.</param>
    /// <param name="labelText">Encodes the labels; null if nothing can.</param>
    public RunInputs(Corpus corpus, LabelSet labels, Objective objective, IReadOnlyList<Modality> order,
        ITextEncoder? text, ITextEncoder? labelText)
    {
        this.corpus = corpus;
        (Labels, Objective, Order, Text, LabelText) = (labels, objective, order, text, labelText);
    }

    /// <summary>The labels.</summary>
    public LabelSet Labels { get; }

    /// <summary>What the labels mean.</summary>
    public Objective Objective { get; }

    /// <summary>The modalities, in fusion order.</summary>
    public IReadOnlyList<Modality> Order { get; }

    /// <summary>Encodes the transcripts; null takes text features of the data.</summary>
    public ITextEncoder? Text { get; }

    /// <summary>Encodes the labels; null if nothing can.</summary>
    public ITextEncoder? LabelText { get; }

    /// <summary>Reads what a config asks for, for training.</summary>
    /// <exception cref="InputException">The data lacks what the config asks for.</exception>
    public static RunInputs ForTraining(RunConfig config, Corpus corpus)
    {
        var labels = LabelSet.Load(config.Labels);
        var (text, labelText) = Sources(config);
        var labelTexts = labels.Labels.SelectMany(labels.Prompts);
        var train = corpus[Split.Train];
        var encoder = text.IsFeatures ? null : text.Read(corpus.All.Select(u => u.Text).Concat(labelTexts),
            tokenizer => WordsToTune(train, tokenizer, config.Model.TuneWords));
        return new RunInputs(corpus, labels, Objective.For(labels, config.Objective), OrderFor(config, corpus),
            encoder, labelText == text ? encoder : labelText.IsFeatures ? null : labelText.Read(labelTexts));
    }

    /// <summary>The examples of a split, in file order; frozen encoders run once, however many seeds ask.</summary>
    /// <param name="split">The split.</param>
    /// <param name="needTruth">Whether an utterance without truth is an error.</param>
    public IReadOnlyList<Example> Examples(Split split, bool needTruth = true)
    {
        if (!examples.TryGetValue((split, needTruth), out var made))
            examples[(split, needTruth)] = made =
                [.. corpus[split].Select(u => new Example(u, Encode(u), needTruth ? Objective.Target(u, corpus) : null))];
        return made;
    }

    /// <summary>What a model for these inputs is built from.</summary>
    public ModelSpec SpecFor(ModelOptions options, int seed) => new(options, Order,
        Order.ToDictionary(m => m, m => m == Modality.Text && Text is not null ? Text.StepWidth : corpus.Widths[m]),
        LabelText?.Width ?? 0, (Text as WordTextEncoder)?.Tuned.Count ?? 0, [.. Labels.Labels.Select(l => l.Name)], seed);

    /// <summary>The labels with their text features, on a device.</summary>
    public LabelInput LabelInput(Device device) => Embed(Labels, LabelText, device);

    /// <summary>A label set with its text features, on a device: <c>[C, W]</c>, the mean over all prompts of a label.</summary>
    /// <exception cref="InputException">No word of a label is known to the text encoder.</exception>
    public static LabelInput Embed(LabelSet set, ITextEncoder? encoder, Device device)
    {
        int width = encoder?.Width ?? 0;
        var features = new float[set.Count * width];
        for (int c = 0; encoder is not null && c < set.Count; c++)
        {
            var label = set.Labels[c];
            var prompts = set.Prompts(label).Select(p => encoder.Pool(p) ?? throw new InputException(
                $"label '{label.Name}' of {set.Name}: no word of '{p}' has a vector; write it in other words")).ToArray();
            for (int f = 0; f < width; f++) features[c * width + f] = prompts.Average(p => p[f]);
        }
        return new LabelInput(set, tensor(features, [set.Count, width], device: device));
    }

    /// <summary>The sources of the text's and the labels' encoders; the latter is the former unless set otherwise.</summary>
    public static (TextSource Text, TextSource LabelText) Sources(RunConfig config)
    {
        if (config.Audio != "features") throw new InputException($"--audio {config.Audio}: use features");
        if (config.Vision != "features") throw new InputException($"--vision {config.Vision}: use features");
        var text = TextSource.Parse(config.Text, "--text");
        return (text, config.LabelText is null ? text : TextSource.Parse(config.LabelText, "--label-text"));
    }

    static IReadOnlyList<Modality> OrderFor(RunConfig config, Corpus corpus)
    {
        var has = new HashSet<Modality>(corpus.Widths.Keys);
        if (config.Text != "features" && corpus.All.Any(u => u.Text.Length > 0)) has.Add(Modality.Text);
        Modality[] usual = [Modality.Text, Modality.Vision, Modality.Audio];
        var order = config.Order is null ? [.. usual.Where(has.Contains)] : RunConfig.ParseOrder(config.Order);
        if (order.Count == 0) throw new InputException("the data has no features: give --text words:FILE or clip:FOLDER to read its transcripts");
        foreach (var missing in order.Where(m => !has.Contains(m)))
            throw new InputException($"the data has no {missing.ToString().ToLowerInvariant()} features: leave it out, "
                + $"--order {string.Join(',', usual.Where(has.Contains)).ToLowerInvariant()}"
                + (missing == Modality.Text ? ", or give --text words:FILE or clip:FOLDER to read its transcripts" : ""));
        return order;
    }

    static IReadOnlyList<string> WordsToTune(IReadOnlyList<Utterance> train, WordTokenizer tokenizer, int utterances) =>
        utterances == 0 ? [] :
        [.. train.SelectMany(u => tokenizer.Tokenize(u.Text).Distinct()).CountBy(word => word)
            .Where(count => count.Value >= utterances).Select(count => count.Key).Order(StringComparer.Ordinal)];

    Dictionary<Modality, FeatureSequence> Encode(Utterance utterance)
    {
        var inputs = new Dictionary<Modality, FeatureSequence>();
        foreach (var m in Order)
        {
            var sequence = m == Modality.Text && Text is not null
                ? Text.Encode(utterance.Text)
                : utterance.Features.GetValueOrDefault(m);
            if (sequence is not null) inputs[m] = sequence;
        }
        return inputs;
    }
}
