using System.Text.Json;

namespace MerClip.Encoders.Clip;

/// <summary>What the JSON beside a checkpoint says that its weights do not show: heads, activation, how texts are pooled. Sizes are
/// taken from the weights.</summary>
sealed class ClipConfig
{
    /// <summary>Where Hugging Face says how images are prepared.</summary>
    public const string PreprocessorFile = "preprocessor_config.json";

    readonly string path;
    readonly JsonElement text, image;

    ClipConfig(string path, JsonElement text, JsonElement image) => (this.path, this.text, this.image) = (path, text, image);

    /// <summary>Whose rules the tokenizer follows.</summary>
    public ClipTokenizerMode Mode { get; private init; } = ClipTokenizerMode.OpenAI;

    /// <summary>The token that pools a text; null for the largest id.</summary>
    public int? EndId { get; private init; }

    /// <summary>Whether all feed-forward layers have QuickGELU, or its absence means GELU; null if the towers say.</summary>
    bool? QuickGelu { get; init; } = true;

    /// <summary>What the colours of images are normalized by.</summary>
    public ClipColours Colours { get; private init; } = ClipColours.OpenAI;

    /// <summary>What is so where there is no config, as with OpenAI's own files.</summary>
    public static ClipConfig None { get; } = new("", default, default);

    /// <summary>Hugging Face's <c>config.json</c>.</summary>
    public static ClipConfig HuggingFace(string path)
    {
        var root = Read(path);
        // Early configs have only the _dict.
        JsonElement Tower(string name) => Child(root, name) is { ValueKind: JsonValueKind.Object } tower ? tower : Child(root, $"{name}_dict");
        var config = new ClipConfig(path, Tower("text_config"), Tower("vision_config"));
        // 2 is a wrong value that all old configs have; it stands for the largest id.
        int? end = config.Integer(config.text, "eos_token_id");
        string images = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, PreprocessorFile);
        return new(path, config.text, config.image)
        {
            Mode = ClipTokenizerMode.HuggingFace,
            EndId = end == 2 ? null : end,
            QuickGelu = null,
            Colours = File.Exists(images) ? ColoursOf(images, Read(images), "image_mean", "image_std") : ClipColours.OpenAI,
        };
    }

    /// <summary>open_clip's <c>open_clip_config.json</c>.</summary>
    public static ClipConfig OpenClip(string path)
    {
        var root = Read(path);
        var model = Child(root, "model_cfg");
        var (text, image) = (Child(model, "text_cfg"), Child(model, "vision_cfg"));
        foreach (var tower in new[] { text, image })
            foreach (string other in new[] { "hf_model_name", "timm_model_name", "attentional_pool", "no_causal_mask", "embed_cls", "no_ln_pre" })
                if (tower.ValueKind == JsonValueKind.Object && tower.TryGetProperty(other, out var value)
                    && value.ValueKind is not (JsonValueKind.False or JsonValueKind.Null))
                    throw new InputException($"{path}: {other} makes this another model than CLIP with a vision transformer; take one without");
        return new(path, text, image)
        {
            Mode = ClipTokenizerMode.OpenClip,
            QuickGelu = model.ValueKind == JsonValueKind.Object && model.TryGetProperty("quick_gelu", out var quick)
                && quick.ValueKind == JsonValueKind.True,
            Colours = ColoursOf(path, Child(root, "preprocess_cfg"), "mean", "std"),
        };
    }

    /// <summary>The text tower.</summary>
    public ClipTowerOptions Text(int width, int layers, int hidden) => Tower(text, width, layers, hidden);

    /// <summary>The image tower.</summary>
    public ClipTowerOptions Image(int width, int layers, int hidden) => Tower(image, width, layers, hidden);

    ClipTowerOptions Tower(JsonElement tower, int width, int layers, int hidden)
    {
        int heads = Integer(tower, "num_attention_heads") ?? Integer(tower, "heads")
            ?? (Integer(tower, "head_width") is > 0 and var each ? width / each : Math.Max(1, width / 64));
        if (heads < 1 || width % heads != 0)
            throw new InputException($"{path}: {heads} heads do not divide the width {width} of the weights; the config belongs to another model");
        string activation = tower.ValueKind == JsonValueKind.Object && tower.TryGetProperty("hidden_act", out var name)
            && name.ValueKind == JsonValueKind.String ? name.GetString()! : "quick_gelu"; // Hugging Face's default
        bool quick = QuickGelu ?? activation switch
        {
            "quick_gelu" => true,
            "gelu" => false,
            _ => throw new InputException($"{path}: hidden_act {InputException.Shown(activation)} is not known; CLIP has quick_gelu or gelu"),
        };
        double epsilon = tower.ValueKind == JsonValueKind.Object && tower.TryGetProperty("layer_norm_eps", out var eps)
            && eps.ValueKind == JsonValueKind.Number ? eps.GetDouble() : 1e-5;
        return new(width, layers, heads, hidden, quick ? ClipActivation.QuickGelu : ClipActivation.Gelu, epsilon);
    }

    static ClipColours ColoursOf(string path, JsonElement group, string mean, string deviation)
    {
        IReadOnlyList<float> Three(string name, IReadOnlyList<float> otherwise)
        {
            var list = Child(group, name);
            if (list.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) return otherwise;
            float[] numbers = list.ValueKind == JsonValueKind.Array
                ? [.. list.EnumerateArray().Where(n => n.ValueKind == JsonValueKind.Number).Select(n => n.GetSingle())]
                : [];
            return numbers.Length == 3 && numbers.All(float.IsFinite)
                ? numbers
                : throw new InputException($"{path}: {name} is not three numbers, one a colour; download the file again");
        }

        var colours = new ClipColours(Three(mean, ClipColours.OpenAI.Mean), Three(deviation, ClipColours.OpenAI.Deviation));
        return colours.Deviation.All(d => d > 0)
            ? colours
            : throw new InputException($"{path}: {deviation} has a number that is not above 0; download the file again");
    }

    int? Integer(JsonElement group, string name)
    {
        if (group.ValueKind != JsonValueKind.Object || !group.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number)
            ? number
            : throw new InputException($"{path}: {name} is no whole number; download the file again");
    }

    static JsonElement Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : default;

    static JsonElement Read(string path)
    {
        try
        {
            using var json = JsonDocument.Parse(InputFile.Read(path, File.ReadAllBytes));
            return json.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new InputException($"{path}: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }
}
