using System.Text.Json;
using MerClip.Encoders.Clip;
using static TorchSharp.torch;

namespace MerClip.Tests.Encoders.Clip;

/// <summary>A CLIP of random weights in the layout of Hugging Face, small enough to make in a test.</summary>
static class TinyClip
{
    /// <summary>Writes model, config and vocabulary into a folder.</summary>
    public static void Write(TemporaryFolder folder, int joint = 16)
    {
        using var scratch = new TemporaryFolder();
        int tokens = TinyVocabulary.HuggingFace(folder, scratch);
        random.manual_seed(0);
        using var model = new ClipModel(new(joint, new(64, 2, 1, 64), new(64, 1, 1, 64), tokens, 20, 16, 8, tokens - 1));
        model.Save(folder["model.safetensors"]);
        WriteConfig(folder, model.Options);
    }

    /// <summary>Writes <c>config.json</c>.</summary>
    public static void WriteConfig(TemporaryFolder folder, ClipOptions options)
    {
        static object Tower(ClipTowerOptions tower, int? end) => new
        {
            num_attention_heads = tower.Heads,
            hidden_act = tower.Activation == ClipActivation.Gelu ? "gelu" : "quick_gelu",
            layer_norm_eps = tower.Epsilon,
            eos_token_id = end ?? 2,
        };
        File.WriteAllText(folder["config.json"], JsonSerializer.Serialize(
            new { text_config = Tower(options.Text, options.EndId), vision_config = Tower(options.Image, null) }));
    }
}
