using MerClip.Data;
using MerClip.Encoders;
using MerClip.Encoders.Audio;
using MerClip.Encoders.Cache;
using MerClip.Encoders.Clip;
using MerClip.Encoders.Vision;
using MerClip.Encoders.Words;
using MerClip.Labels;
using MerClip.Training;

namespace MerClip.Runs;

/// <summary>The frozen encoders of a run: what each modality and the labels are read with.</summary>
public sealed class RunEncoders
{
    readonly Dictionary<Modality, MediaFeatures> media = [];
    readonly Dictionary<Modality, ClipFolder> tuned = [];

    /// <summary>Encoders of texts only.</summary>
    /// <param name="text">Encodes the transcripts; null takes text features of the data.</param>
    /// <param name="labelText">Encodes the labels; null if nothing can.</param>
    public RunEncoders(ITextEncoder? text, ITextEncoder? labelText) => (Text, LabelText) = (text, labelText);

    /// <summary>Encodes the transcripts; null takes text features of the data.</summary>
    public ITextEncoder? Text { get; }

    /// <summary>Encodes the labels; null if nothing can.</summary>
    public ITextEncoder? LabelText { get; }

    /// <summary>What recordings are encoded by; a modality that is not here takes features of the data.</summary>
    public IReadOnlyDictionary<Modality, MediaFeatures> Media => media;

    /// <summary>The CLIPs that are trained with the model.</summary>
    public IReadOnlyDictionary<Modality, ClipFolder> Tuned => tuned;

    /// <summary>Which encoders these are, by modality and for <c>labels</c>, so that a run can tell when another stands in a CLIP's
    /// place. Word vectors are not among them: a run keeps its own.</summary>
    public IReadOnlyDictionary<string, string> Identities { get; private init; } = new Dictionary<string, string>();

    /// <summary>Opens what a config asks for, for training.</summary>
    /// <param name="config">The settings.</param>
    /// <param name="corpus">The utterances.</param>
    /// <param name="labels">The labels.</param>
    /// <exception cref="InputException">A file or folder is not there, or not what it should be.</exception>
    public static RunEncoders ForTraining(RunConfig config, Corpus corpus, LabelSet labels)
    {
        var train = corpus[Split.Train];
        return Open(config, new StepSizes(config.Training).TrainsClip, corpus, labels,
            (path, texts) => WordTextEncoder.Read(path, texts, tokenizer => WordsToTune(train, tokenizer, config.Model.TuneWords)),
            (path, texts) => WordTextEncoder.Read(path, texts));
    }

    /// <summary>Brings back the encoders of a run, for its own or other utterances and labels.</summary>
    /// <param name="manifest">What the run says of itself.</param>
    /// <param name="folder">The run.</param>
    /// <param name="corpus">The utterances.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="spec">What the run's models were built from.</param>
    /// <exception cref="InputException">A CLIP is gone, or another stands in its place.</exception>
    public static RunEncoders Reopen(RunManifest manifest, RunFolder folder, Corpus corpus, LabelSet labels, ModelSpec spec)
    {
        var encoders = Open(manifest.Config, modality => spec.Encoders.GetValueOrDefault(modality)?.Clip is not null, corpus, labels,
            (path, texts) => WordTextEncoder.Reopen(folder.TextWords, path, texts, spec.Encoders.GetValueOrDefault(Modality.Text)?.TunedWords ?? 0),
            (path, texts) => WordTextEncoder.Reopen(folder.LabelWords, path, texts, 0));
        encoders.Require(manifest.Encoders);
        return encoders;
    }

    /// <summary>Requires that these are the encoders that a run was made with.</summary>
    /// <param name="identities">What <see cref="Identities"/> was then.</param>
    /// <exception cref="InputException">One is another.</exception>
    public void Require(IReadOnlyDictionary<string, string> identities)
    {
        foreach (var (what, identity) in identities)
            if (Identities.GetValueOrDefault(what) is { } now && now != identity)
                throw new InputException($"the {what} encoder is not the one that the run was trained with (its weights or settings are "
                    + "others): bring that back, or train anew");
    }

    /// <summary>Runs the encoders over what they have not met yet.</summary>
    /// <param name="corpus">The utterances.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="order">The modalities that are needed.</param>
    /// <param name="watcher">Told how it goes.</param>
    /// <param name="stop">Stops between two inputs; what is encoded stays in the cache.</param>
    public void Prepare(Corpus corpus, LabelSet labels, IReadOnlyList<Modality> order, IEncodingWatcher? watcher = null,
        CancellationToken stop = default)
    {
        if (Text is ClipTextEncoder text && order.Contains(Modality.Text) && !tuned.ContainsKey(Modality.Text))
            text.Prepare(corpus.All.Select(u => u.Text), watcher, stop);
        if (LabelText is ClipTextEncoder label) label.Prepare(labels.Labels.SelectMany(labels.Prompts), null, stop);
        foreach (var m in order)
            if (media.TryGetValue(m, out var features)) features.Prepare(corpus.All, watcher, stop);
    }

    /// <summary>One modality of an utterance as the model takes it; null if it has none.</summary>
    public FeatureSequence? Encode(Utterance utterance, Modality modality) => modality switch
    {
        Modality.Text when Text is ClipTextEncoder clip && tuned.ContainsKey(modality) => clip.Tokens(utterance.Text),
        Modality.Text when Text is not null => Text.Encode(utterance.Text),
        _ when media.TryGetValue(modality, out var features) => features.Encode(utterance),
        _ => utterance.Features.GetValueOrDefault(modality),
    };

    /// <summary>Encodes changed transcripts; nothing of them is kept, in memory or in the cache.</summary>
    /// <param name="texts">The transcripts.</param>
    /// <param name="stop">Stops between two batches.</param>
    /// <returns>A sequence each, as the model takes it; null for a text in which nothing is known.</returns>
    public IReadOnlyList<FeatureSequence?> EncodeAnew(IReadOnlyList<string> texts, CancellationToken stop = default) => Text switch
    {
        null => throw new InvalidOperationException("text is features of the data"),
        ClipTextEncoder clip when tuned.ContainsKey(Modality.Text) => [.. texts.Select(clip.Tokens)],
        ClipTextEncoder clip => clip.EncodeAnew(texts, stop),
        _ => [.. texts.Select(Text.Encode)],
    };

    /// <summary>What the model's encoder of a modality is built from.</summary>
    /// <param name="modality">The modality.</param>
    /// <param name="corpus">The utterances, for features of the data.</param>
    /// <param name="options">The architecture.</param>
    public ModalitySpec SpecOf(Modality modality, Corpus corpus, ModelOptions options)
    {
        if (tuned.TryGetValue(modality, out var clip))
            return new ModalitySpec(modality == Modality.Text ? 1 : media[modality].StepWidth, Clip: clip.Summary.Options,
                StartToken: modality == Modality.Text ? clip.Vocabulary.Start : 0);
        if (modality == Modality.Text && Text is not null)
            return new ModalitySpec(Text.StepWidth, TunedWords: (Text as WordTextEncoder)?.Tuned.Count ?? 0);
        return media.TryGetValue(modality, out var features)
            ? new ModalitySpec(features.StepWidth, Layers: features.IsMel ? options.MelLayers : 0)
            : new ModalitySpec(corpus.Widths[modality]);
    }

    static RunEncoders Open(RunConfig config, Func<Modality, bool> trains, Corpus corpus, LabelSet labels,
        Func<string, IEnumerable<string>, ITextEncoder> words, Func<string, IEnumerable<string>, ITextEncoder> labelWords)
    {
        var text = EncoderSource.Parse(config.Text, "--text", Modality.Text);
        var labelText = config.LabelText is null ? text : EncoderSource.Parse(config.LabelText, "--label-text", Modality.Text);
        string cache = config.Cache ?? FeatureCache.DefaultFolder;
        var labelTexts = labels.Labels.SelectMany(labels.Prompts).ToArray();
        var identities = new Dictionary<string, string>();

        ITextEncoder? Texts(EncoderSource source, string what, IEnumerable<string> texts, Func<string, IEnumerable<string>, ITextEncoder> read)
        {
            if (source.Kind != "clip") return source.IsFeatures ? null : read(source.Path, texts);
            var clip = ClipFolder.Open(source.Path);
            var encoder = new ClipTextEncoder(clip, cache);
            identities[what] = clip.Identity;
            return encoder;
        }

        var transcripts = Texts(text, "text", corpus.All.Select(u => u.Text).Concat(labelTexts), words);
        var encoders = new RunEncoders(transcripts,
            labelText == text ? transcripts : Texts(labelText, "label", labelTexts, labelWords)) { Identities = identities };
        if (trains(Modality.Text)) encoders.tuned[Modality.Text] = Trained(text, "text");
        foreach (var (modality, setting) in new[] { (Modality.Vision, config.Vision), (Modality.Audio, config.Audio) })
        {
            string name = modality.ToString().ToLowerInvariant();
            var source = EncoderSource.Parse(setting, $"--{name}", modality);
            if (trains(modality)) encoders.tuned[modality] = Trained(source, name);
            if (source.IsFeatures) continue;
            var features = new MediaFeatures(modality, Recordings(source, modality, config, trains(modality)), cache);
            encoders.media[modality] = features;
            identities[name] = features.Identity;
        }
        return encoders;
    }

    static IMediaEncoder Recordings(EncoderSource source, Modality modality, RunConfig config, bool tuned)
    {
        if (source.Kind == "mel") return new MelEncoder(config.Mel, config.MelStack);
        var clip = ClipFolder.Open(source.Path);
        var pictures = new ClipPictureEncoder(clip, tuned);
        return modality == Modality.Vision
            ? new FrameEncoder(pictures, config.Frames)
            : new SpectrogramEncoder(pictures, config.Mel, config.Spectrogram with { Size = clip.Summary.Options.ImageSize });
    }

    static ClipFolder Trained(EncoderSource source, string name) => source.Kind == "clip"
        ? ClipFolder.Open(source.Path)
        : throw new InputException($"training.tune names encoders.{name}.clip, but --{name} is {source.Kind}: give --{name} clip:FOLDER");

    static IReadOnlyList<string> WordsToTune(IReadOnlyList<Utterance> train, WordTokenizer tokenizer, int utterances) =>
        utterances == 0 ? [] :
        [.. train.SelectMany(u => tokenizer.Tokenize(u.Text).Distinct()).CountBy(word => word)
            .Where(count => count.Value >= utterances).Select(count => count.Key).Order(StringComparer.Ordinal)];
}
