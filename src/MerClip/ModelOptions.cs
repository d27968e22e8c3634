namespace MerClip;

/// <summary>The architecture. Everything that the paper leaves open is a setting here.</summary>
public sealed record ModelOptions
{
    /// <summary>Joint width d of labels and modalities.</summary>
    public int Width { get; init; } = 64;

    /// <summary>Attention heads; divides <see cref="Width"/>.</summary>
    public int Heads { get; init; } = 4;

    /// <summary>Decoder blocks for each modality.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Probability of dropping inside encoders and blocks, [0, 1).</summary>
    public double Dropout { get; init; } = 0.3;

    /// <summary>Probability of dropping a feature of a step in training, [0, 1).</summary>
    public double InputDropout { get; init; } = 0.3;

    /// <summary>Probability that training hides a modality of an utterance, [0, 1); one of those that it has is always left. What
    /// is predicted then depends less on any one modality: see <c>merclip robustness</c>.</summary>
    public double ModalityDropout { get; init; }

    /// <summary>How many neighbours on each side a step's encoding sees; 0 encodes each step for itself.</summary>
    public int Context { get; init; }

    /// <summary>Training corrects the vectors of words that occur in at least so many training utterances; 0 corrects none.
    /// Rarer words keep their pretrained vectors: what one utterance says of a word is mostly chance, and training then
    /// meets such words as prediction will meet those that it has never seen.</summary>
    public int TuneWords { get; init; } = 3;

    /// <summary>Transformer layers over log-mel frames, which know nothing of their neighbours.</summary>
    public int MelLayers { get; init; } = 2;

    /// <summary>How modalities come together: <c>sequential</c> (MER-CLIP), <c>parallel</c> or <c>concatenation</c>.</summary>
    public string Fusion { get; init; } = "sequential";

    /// <summary>Whether the queries after every modality, and not only the last, are trained to predict.</summary>
    public bool DeepSupervision { get; init; }

    /// <summary>Where label embeddings come from: <c>text</c> (MER-CLIP), or the controls <c>shuffled</c>, <c>learned</c>,
    /// <c>onehot</c>.</summary>
    public string LabelEncoder { get; init; } = "text";
}
