using System.Text.Json;
using System.Text.Json.Serialization;
using MerClip.Checkpoints;
using MerClip.Data;
using MerClip.Encoders;
using MerClip.Encoders.Clip;
using MerClip.Fusion;
using MerClip.Labels;
using MerClip.Prediction;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MerClip;

/// <summary>
/// MER-CLIP (Song and Cho, WACV 2025), re-implemented from its abstract. Labels are texts; their embeddings E ask each modality
/// in turn; the answer for a label is how similar what it found is to itself. With B utterances, C labels, width d:
/// <code>
/// X_m = ModalityEncoder_m(input_m)            [B, L_m, d]
/// E   = LabelEncoder(label texts)             [C, d]
/// Z   = CrossModalDecoder(E, X_π(1), X_π(2), …) [B, C, d]
/// logits_c = τ · cos(Z_c, E_c)                [B, C]
/// </code>
/// </summary>
public sealed class MerClipModel : Module<Batch, LabelInput, IReadOnlyList<Tensor>>
{
    const string SpecKey = "merclip";

    static readonly JsonSerializerOptions SpecJson = new() { Converters = { new JsonStringEnumConverter() } };

    readonly ModuleDict<ModalityEncoder> encoders = ModuleDict<ModalityEncoder>();
    readonly LabelEncoder labelEncoder;
    readonly LabelGuidedFusion fusion;
    readonly LayerNorm norm;
    readonly LabelGuidedPrediction prediction;

    /// <summary>Builds a model with random weights, from torch's random state.</summary>
    /// <exception cref="InputException">An option names something that does not exist or does not fit.</exception>
    public MerClipModel(ModelSpec spec) : base(nameof(MerClipModel))
    {
        Spec = spec;
        var options = spec.Options;
        foreach (var m in spec.Order)
            encoders.Add((Name(m), new ModalityEncoder(m, spec.Encoders[m], options)));
        labelEncoder = Choose(LabelEncoder.Kinds, options.LabelEncoder, "model.labelEncoder")(
            new LabelEncoderOptions(options.Width, spec.LabelWidth, spec.TrainedOn, spec.Seed));
        fusion = Choose(LabelGuidedFusion.Kinds, options.Fusion, "model.fusion")(
            new FusionOptions(spec.Order, options.Width, options.Heads, options.Layers, options.Dropout));
        norm = LayerNorm(options.Width);
        prediction = new LabelGuidedPrediction();
        RegisterComponents();
    }

    /// <summary>What the model was built from.</summary>
    public ModelSpec Spec { get; }

    /// <summary>Takes each modality's normalisation statistics from training examples.</summary>
    public void Fit(IReadOnlyList<Example> training)
    {
        foreach (var m in Spec.Order)
            encoders[Name(m)].Fit(training.Select(e => e.Inputs.GetValueOrDefault(m)).OfType<FeatureSequence>());
    }

    /// <summary>Gives the model the weights of a CLIP that is trained with it.</summary>
    /// <param name="modality">A modality whose spec has a CLIP of these sizes.</param>
    /// <param name="pretrained">The weights.</param>
    public void Adopt(Modality modality, ClipModel pretrained) => encoders[Name(modality)].Clip!.CopyFrom(pretrained);

    /// <summary>Compares utterances with labels.</summary>
    /// <param name="batch">B utterances; a modality may be missing in some or in all.</param>
    /// <param name="labels">C labels; after training it may be another set.</param>
    /// <returns>Logits <c>[B, C]</c> after each stage of the fusion; the last is the prediction.</returns>
    public override IReadOnlyList<Tensor> forward(Batch batch, LabelInput labels) => Decode(batch.Size, Encode(batch), labels);

    /// <summary>The first half of <see cref="forward"/>: the steps of each modality that a batch has, in the joint space.</summary>
    /// <param name="batch">B utterances.</param>
    public IReadOnlyList<EncodedModality> Encode(Batch batch) => Encode(batch, Spec.Order);

    /// <summary>The second half: asks encoded steps by the labels.</summary>
    /// <param name="size">How many utterances, B.</param>
    /// <param name="modalities">What <see cref="Encode(Batch)"/> gave.</param>
    /// <param name="labels">C labels.</param>
    /// <returns>Logits <c>[B, C]</c> after each stage of the fusion; the last is the prediction.</returns>
    public IReadOnlyList<Tensor> Decode(int size, IReadOnlyList<EncodedModality> modalities, LabelInput labels)
    {
        var embeddings = labelEncoder.call(labels);                                   // E: [C, d]
        return [.. Fuse(size, modalities, embeddings).Select(z => prediction.call(z, embeddings))];
    }

    /// <summary>Where the labels look while the model predicts.</summary>
    /// <param name="batch">B utterances.</param>
    /// <param name="labels">C labels.</param>
    /// <returns>Each block's attention, in the order in which the blocks work.</returns>
    public IReadOnlyList<AttentionStage> Attend(Batch batch, LabelInput labels)
    {
        eval();
        using var _ = no_grad();
        return fusion.Attend(Queries(batch.Size, labelEncoder.call(labels)), Encode(batch));
    }

    /// <summary>Predicts without learning: no dropout, no gradients.</summary>
    /// <param name="examples">N utterances.</param>
    /// <param name="labels">C labels.</param>
    /// <param name="batchSize">Utterances at a time; results do not depend on it.</param>
    /// <param name="order">Another fusion order than that of training; null takes that.</param>
    /// <returns>Logits <c>[N, C]</c> on the CPU, in the order of the examples.</returns>
    public Tensor Predict(IReadOnlyList<Example> examples, LabelInput labels, int batchSize = 128,
        IReadOnlyList<Modality>? order = null) =>
        InBatches(examples, labels, batchSize, [labels.Set.Count], batch => Decode(batch.Size, Encode(batch, order ?? Spec.Order), labels)[^1]);

    /// <summary>What the prediction compares: what each label found in each utterance, and the labels themselves.</summary>
    /// <param name="examples">N utterances.</param>
    /// <param name="labels">C labels.</param>
    /// <param name="batchSize">Utterances at a time; results do not depend on it.</param>
    /// <returns>Z after the last stage, <c>[N, C, d]</c>, and E, <c>[C, d]</c>, both on the CPU.</returns>
    public (Tensor Fused, Tensor Labels) Represent(IReadOnlyList<Example> examples, LabelInput labels, int batchSize = 128)
    {
        eval();
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var embeddings = labelEncoder.call(labels);
        var fused = InBatches(examples, labels, batchSize, embeddings.shape,
            batch => Fuse(batch.Size, Encode(batch), embeddings).Last());
        return (fused.MoveToOuterDisposeScope(), embeddings.cpu().MoveToOuterDisposeScope());
    }

    /// <summary>Writes weights and <see cref="Spec"/> as one safetensors file.</summary>
    public void Save(string path) => Safetensors.Save(path, state_dict(),
        new Dictionary<string, string> { [SpecKey] = JsonSerializer.Serialize(Spec, SpecJson) });

    /// <summary>Reads a model of <see cref="Save"/>.</summary>
    /// <exception cref="InputException">The file is no model, or lacks a weight.</exception>
    public static MerClipModel Load(string path, Device device)
    {
        using var file = Safetensors.Open(path);
        if (!file.Metadata.TryGetValue(SpecKey, out var json)
            || JsonSerializer.Deserialize<ModelSpec>(json, SpecJson) is not { } spec)
            throw new InputException($"{path} is no model of this kit: it does not say what it was built from");
        if (spec.Encoders is null)
            throw new InputException($"{path} was saved by an older version of the kit: train the run anew, or use that version");
        var model = new MerClipModel(spec); // belongs to the caller's scope, the tensors below do not
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        foreach (var (name, weight) in model.state_dict())
        {
            var saved = file.Read(name);
            TensorShape.Require(saved, $"{path}: {name}", weight.shape);
            weight.copy_(saved);
        }
        model.to(device);
        foreach (var tensor in model.state_dict().Values) tensor.DetachFromDisposeScope(); // the model outlives this call
        return model;
    }

    /// <summary>The modalities that a batch has, in an order; in training, less what modality dropout hides.</summary>
    IReadOnlyList<EncodedModality> Encode(Batch batch, IReadOnlyList<Modality> order)
    {
        EncodedModality[] modalities = [.. order.Where(batch.Inputs.ContainsKey).Select(m => Encode(m, batch.Inputs[m]))];
        return training && Spec.Options.ModalityDropout > 0 ? Hide(modalities) : modalities;
    }

    /// <summary>Z after each stage, as the prediction compares it, [B, C, d].</summary>
    IEnumerable<Tensor> Fuse(int size, IReadOnlyList<EncodedModality> modalities, Tensor embeddings) =>
        fusion.call(Queries(size, embeddings), modalities).Select(norm.call);

    static Tensor Queries(int size, Tensor embeddings) => embeddings.unsqueeze(0).expand(size, -1, -1); // [B, C, d]

    /// <summary>Hides modalities by chance: a number is drawn for each that an utterance has, and those below the rate are hidden
    /// but for the highest, so that something is always left.</summary>
    EncodedModality[] Hide(EncodedModality[] modalities)
    {
        if (modalities.Length < 2) return modalities;
        var present = stack(modalities.Select(m => m.Mask.any(1)), 1);                // [B, M]
        var drawn = rand(present.shape, device: present.device).Replace(present.logical_not(), -1);
        var kept = drawn.IsAtLeast(Spec.Options.ModalityDropout).logical_or(drawn.eq(drawn.amax([1], keepdim: true)));
        return [.. modalities.Index().Select(m =>
            m.Item with { Mask = m.Item.Mask.logical_and(kept.narrow(1, m.Index, 1)) })]; // [B, L]
    }

    /// <summary>Computes something of every example, [B, …shape] a batch, and puts it in the order of the examples.</summary>
    Tensor InBatches(IReadOnlyList<Example> examples, LabelInput labels, int batchSize, long[] shape, Func<Batch, Tensor> compute)
    {
        eval();
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var result = zeros([examples.Count, .. shape]);
        foreach (var (padded, places) in Prefetch.Of(BatchPlan.ByLength(examples, batchSize), chunk =>
            (PaddedBatch.Of([.. chunk.Select(c => c.Example)], Spec.Widths), chunk.Select(c => (long)c.Place).ToArray())))
        {
            using var inner = NewDisposeScope();
            var batch = padded.ToTensors(labels.Features.device);
            result.index_copy_(0, tensor(places), compute(batch).cpu());
        }
        return result.MoveToOuterDisposeScope();
    }

    EncodedModality Encode(Modality modality, PaddedSequence input) =>
        new(modality, encoders[Name(modality)].call(input), input.Mask);

    static string Name(Modality modality) => modality.ToString().ToLowerInvariant();

    static T Choose<T>(IReadOnlyDictionary<string, T> kinds, string name, string setting) =>
        kinds.TryGetValue(name, out var kind)
            ? kind
            : throw new InputException($"{setting} '{name}' does not exist: use {string.Join(", ", kinds.Keys)}");
}
