using MerClip.Data;
using MerClip.Encoders;
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
    /// <param name="encoders">What they are read with; prepared.</param>
    public RunInputs(Corpus corpus, LabelSet labels, Objective objective, IReadOnlyList<Modality> order, RunEncoders encoders)
    {
        this.corpus = corpus;
        (Labels, Objective, Order, Encoders) = (labels, objective, order, encoders);
    }

    /// <summary>The labels.</summary>
    public LabelSet Labels { get; }

    /// <summary>What the labels mean.</summary>
    public Objective Objective { get; }

    /// <summary>The modalities, in fusion order.</summary>
    public IReadOnlyList<Modality> Order { get; }

    /// <summary>What the modalities and the labels are read with.</summary>
    public RunEncoders Encoders { get; }

    /// <summary>Reads and encodes what a config asks for, for training.</summary>
    /// <param name="config">The settings.</param>
    /// <param name="corpus">The utterances.</param>
    /// <param name="watcher">Told how encoding goes.</param>
    /// <param name="stop">Stops encoding; what is encoded stays in the cache.</param>
    /// <exception cref="InputException">The data lacks what the config asks for.</exception>
    public static RunInputs ForTraining(RunConfig config, Corpus corpus, IEncodingWatcher? watcher = null, CancellationToken stop = default)
    {
        var labels = LabelSet.Load(config.Labels);
        var order = OrderFor(config, corpus);
        var encoders = RunEncoders.ForTraining(config, corpus, labels);
        encoders.Prepare(corpus, labels, order, watcher, stop);
        return new RunInputs(corpus, labels, Objective.For(labels, config.Objective), order, encoders);
    }

    /// <summary>The examples of a split, in file order; frozen encoders run once, however many seeds ask.</summary>
    /// <param name="split">The split.</param>
    /// <param name="needTruth">Whether an utterance without truth is an error.</param>
    public IReadOnlyList<Example> Examples(Split split, bool needTruth = true)
    {
        if (!examples.TryGetValue((split, needTruth), out var made))
            examples[(split, needTruth)] = made =
                [.. corpus[split].Select(u => new Example(u, InputsOf(u), needTruth ? Objective.Target(u, corpus) : null))];
        return made;
    }

    /// <summary>What a model for these inputs is built from.</summary>
    public ModelSpec SpecFor(ModelOptions options, int seed) => new(options, Order,
        Order.ToDictionary(m => m, m => Encoders.SpecOf(m, corpus, options)), Encoders.LabelText?.Width ?? 0,
        [.. Labels.Labels.Select(l => l.Name)], seed);

    /// <summary>The labels with their text features, on a device.</summary>
    public LabelInput LabelInput(Device device) => Embed(Labels, Encoders.LabelText, device);

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

    static IReadOnlyList<Modality> OrderFor(RunConfig config, Corpus corpus)
    {
        bool Has(Modality m) => (m switch { Modality.Text => config.Text, Modality.Audio => config.Audio, _ => config.Vision }) == "features"
            ? corpus.Widths.ContainsKey(m)
            : corpus.All.Any(u => m == Modality.Text ? u.Text.Length > 0 : MediaFeatures.FileOf(u, m) is not null);
        Modality[] has = [.. new[] { Modality.Text, Modality.Vision, Modality.Audio }.Where(Has)];
        var order = config.Order is null ? has : RunConfig.ParseOrder(config.Order);
        if (order.Count == 0) throw new InputException($"the data has no features: {HowToEncode(Modality.Text)}");
        foreach (var missing in order.Except(has))
            throw new InputException($"the data has no {missing.ToString().ToLowerInvariant()} features: leave it out, "
                + $"--order {string.Join(',', has).ToLowerInvariant()}, or {HowToEncode(missing)}");
        return order;
    }

    static string HowToEncode(Modality modality) => modality switch
    {
        Modality.Text => "give --text words:FILE or clip:FOLDER to read its transcripts",
        Modality.Audio => "give --audio mel or clip:FOLDER to hear its recordings, if it has some",
        _ => "give --vision clip:FOLDER to look at its recordings, if it has some",
    };

    Dictionary<Modality, FeatureSequence> InputsOf(Utterance utterance)
    {
        var inputs = new Dictionary<Modality, FeatureSequence>();
        foreach (var m in Order)
            if (Encoders.Encode(utterance, m) is { } sequence) inputs[m] = sequence;
        return inputs;
    }
}
