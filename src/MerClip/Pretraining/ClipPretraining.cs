using System.Text.Json;
using MerClip.Encoders.Clip;
using MerClip.Training;
using static TorchSharp.torch;

namespace MerClip.Pretraining;

/// <summary>Makes a small CLIP: learns a vocabulary from made-up texts, then pictures and captions together.</summary>
public sealed class ClipPretraining
{
    const int Texts = 4000; // that the vocabulary is learned from

    readonly PretrainingOptions options;
    readonly CaptionedPicture[] pictures;
    readonly ClipTokenizer tokenizer;
    readonly ClipVocabulary vocabulary;

    /// <summary>Makes up pictures and a vocabulary.</summary>
    /// <param name="options">How many, and how large.</param>
    /// <exception cref="InputException">A number is out of range.</exception>
    public ClipPretraining(PretrainingOptions options)
    {
        options.Validate();
        this.options = options;
        set_num_threads(1); // pictures are made in parallel instead
        var maker = new PictureMaker(options.Seed, options.Voices, options.ImageSize);
        pictures = new CaptionedPicture[options.Pictures];
        Parallel.For(0, pictures.Length, i => pictures[i] = maker.Make(i));
        var writer = new CaptionWriter(new Random(options.Seed));
        vocabulary = ClipVocabulary.Of("the learned vocabulary",
            MergeLearner.Learn(Enumerable.Range(0, Texts).Select(i => pictures[i % pictures.Length].Caption(writer)), options.Merges));
        tokenizer = new ClipTokenizer(vocabulary, ClipTokenizerMode.HuggingFace, options.Positions);
    }

    /// <summary>Trains, and gives the model; it belongs to the caller.</summary>
    /// <param name="progress">Told the step and its loss, after each.</param>
    /// <param name="stop">Stops between two steps.</param>
    public ClipModel Train(Action<int, float>? progress = null, CancellationToken stop = default)
    {
        set_num_threads(options.Threads);
        random.manual_seed(options.Seed);
        var model = new ClipModel(new ClipOptions(options.Joint, options.Text, options.Image, vocabulary.Tokens.Count, options.Positions,
            options.ImageSize, options.PatchSize, vocabulary.End));
        // Pixels of a patch are much alike, so that their sum would drown where the patch is; and where is what faces are about.
        using (no_grad())
            foreach (var (name, weight) in model.Image.Weights)
                if (name == "visual.conv1.weight") weight.Scale_(0.1);
                else if (name == "visual.positional_embedding") weight.Scale_(3);
        using var optimizer = new FlatAdamW(model, weightDecay: 0.05, averaging: 0.99);
        var schedule = new TrainingOptions { LearningRate = options.LearningRate, Warmup = 0.05 };
        var preprocessor = new ClipImagePreprocessor(options.ImageSize);
        var draw = new Random(options.Seed);
        var writer = new CaptionWriter(draw);
        Tensor Captions(CaptionedPicture[] batch) => model.Text.Pool(Ids([.. batch.Select(p => p.Caption(writer))])); // [B, d]
        for (int step = -options.TextSteps; step < options.Steps; step++)
        {
            stop.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = draw.GetItems(pictures, options.BatchSize);
            // Once the text encoder has learned, it stands still, and pictures learn to go where their captions are (as LiT, Zhai et
            // al., CVPR 2022, with the parts exchanged).
            var others = step < 0 ? Captions(batch) : model.Image.call(preprocessor.Prepare([.. batch.Select(p => p.Picture)]));
            var captions = step < 0 ? Captions(batch) : Captions(batch).detach();
            var loss = ContrastiveLoss.Of(model, others, captions);
            optimizer.ZeroGradients();
            loss.backward();
            optimizer.Step(schedule.LearningRateAt(step < 0 ? step + options.TextSteps : step, step < 0 ? options.TextSteps : options.Steps), clip: 1);
            progress?.Invoke(step + 1, loss.Single());
        }
        optimizer.SwapAverage();
        model.eval();
        return model;
    }

    /// <summary>Writes model, config and vocabulary in the layout of Hugging Face. The folder appears when it is whole.</summary>
    /// <param name="model">From <see cref="Train"/>.</param>
    /// <param name="folder">Where to; it must not exist, or be empty.</param>
    public void Write(ClipModel model, string folder)
    {
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        string part = folder + ".tmp";
        if (Directory.Exists(part)) Directory.Delete(part, recursive: true);
        Directory.CreateDirectory(part);
        model.Save(Path.Combine(part, "model.safetensors"), ScalarType.Float16);
        vocabulary.Write(part);
        object Tower(ClipTowerOptions tower, int? end) => new Dictionary<string, object?>
        {
            ["hidden_size"] = tower.Width, ["intermediate_size"] = tower.Hidden, ["num_hidden_layers"] = tower.Layers,
            ["num_attention_heads"] = tower.Heads, ["hidden_act"] = "quick_gelu", ["layer_norm_eps"] = tower.Epsilon, ["eos_token_id"] = end,
        };
        AtomicFile.WriteText(Path.Combine(part, "config.json"), JsonSerializer.Serialize(new
        {
            architectures = new[] { "CLIPModel" }, projection_dim = options.Joint,
            text_config = Tower(options.Text, vocabulary.End), vision_config = Tower(options.Image, null),
        }, new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n");
        if (Directory.Exists(folder)) Directory.Delete(folder);
        Directory.Move(part, folder);
    }

    Tensor Ids(string[] captions)
    {
        var tokens = captions.Select(c => (Ids: tokenizer.Tokenize(c, out int used), Used: used)).ToArray();
        int length = tokens.Max(t => t.Used);
        return tensor([.. tokens.SelectMany(t => t.Ids[..length])], [tokens.Length, length]);
    }
}
