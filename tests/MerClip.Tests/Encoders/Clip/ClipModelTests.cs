using MerClip.Checkpoints;
using MerClip.Encoders.Clip;
using static TorchSharp.torch;

namespace MerClip.Tests.Encoders.Clip;

public sealed class ClipModelTests : TorchTest
{
    [Theory]
    [InlineData("", 1e-5)]
    [InlineData("openai.pt", 1e-5)]
    [InlineData("openai-fp16.pt", 1e-2)]
    public void Every_stage_is_that_of_the_reference(string file, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var expected = Safetensors.Open(Fixtures.Shared("fixtures", "clip-tiny", "expected.safetensors"));
        string root = Path.GetDirectoryName(Fixtures.Shared("fixtures", "clip-tiny", "config.json"))!;
        using var model = ClipModel.Load(Path.Combine(root, file));
        using var _ = no_grad();
        var ids = expected.Read("input_ids");
        var images = model.Image.call(expected.Read("pixel_values"));
        var texts = model.Text.Pool(ids);

        Near(expected.Read("image_features"), images, tolerance);
        Near(expected.Read("text_features"), texts, tolerance);
        Near(expected.Read("text_sequence"), model.Text.call(ids), tolerance);
        Near(expected.Read("logits_per_image"), model.Logits(images, texts), 10 * tolerance); // cosines times 14
        Assert.Equal(600, model.Options.Vocabulary);
    }

    [Theory]
    [InlineData(ClipActivation.QuickGelu, 1)]
    [InlineData(ClipActivation.Gelu, 3)]
    public void A_model_of_other_sizes_comes_back_from_its_file(ClipActivation activation, int heads)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        using var model = new ClipModel(Options(activation, heads));
        model.Save(Folder["model.safetensors"]);
        TinyClip.WriteConfig(Folder, model.Options);
        using var again = ClipModel.Load(Folder.Path);
        using var _ = no_grad();

        Assert.Equal(model.Options with { EndId = again.Options.EndId }, again.Options);
        var ids = tensor(new long[,] { { 1, 5, 29, 0 }, { 1, 29, 3, 3 } });
        var pixels = randn(2, 3, 12, 12);
        Near(model.Text.call(ids), again.Text.call(ids), 0);
        Near(model.Image.call(pixels), again.Image.call(pixels), 0);
        Assert.Equal([2, 1], again.Text.EndsOf(ids));
        // What is pooled is the sequence at the end; what follows the end does not matter.
        Near(again.Text.call(ids)[0, 2], again.Text.Pool(ids)[0], 1e-6);
        Near(again.Text.Pool(ids)[1], again.Text.Pool(ids.narrow(0, 1, 1).narrow(1, 0, 2))[0], 1e-6);
    }

    [Fact]
    public void Shards_are_one_model()
    {
        using var scope = NewDisposeScope();
        using var model = new ClipModel(Options(ClipActivation.Gelu, 2));
        model.Save(Folder["all.safetensors"]);
        TinyClip.WriteConfig(Folder, model.Options);
        using (var all = Safetensors.Open(Folder["all.safetensors"]))
        {
            var halves = all.Names.Index().GroupBy(n => n.Index % 2).ToArray();
            var map = new Dictionary<string, string>();
            foreach (var half in halves)
            {
                string file = $"model-{half.Key}.safetensors";
                Safetensors.Save(Folder[file], half.ToDictionary(n => n.Item, n => all.Read(n.Item)));
                foreach (var (_, name) in half) map[name] = file;
            }
            File.WriteAllText(Folder["model.safetensors.index.json"],
                System.Text.Json.JsonSerializer.Serialize(new { weight_map = map }));
        }
        using var again = ClipModel.Load(Folder.Path);
        Assert.Equal(model.Options.Image, again.Options.Image);

        File.WriteAllText(Folder["model.safetensors.index.json"], """{"weight_map": {"a": "../outside.safetensors"}}""");
        Assert.Contains("no file beside it", Assert.Throws<InputException>(() => ClipModel.Load(Folder.Path)).Message);
    }

    [Fact]
    public void What_is_no_clip_says_so()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("holds no CLIP", Assert.Throws<InputException>(() => ClipModel.Load(Folder.Path)).Message);
        using var model = new ClipModel(Options(ClipActivation.Gelu, 2));
        model.Save(Folder["model.safetensors"]);
        TinyClip.WriteConfig(Folder, model.Options);
        var weights = new Dictionary<string, Tensor>();
        using (var file = Safetensors.Open(Folder["model.safetensors"]))
            foreach (string name in file.Names) weights[name] = file.Read(name);

        Refused("extra", "that CLIP has not", weights, zeros(2));
        Refused("text_model.final_layer_norm.bias", "lacks the weight", weights, null);
        Refused("text_model.final_layer_norm.bias", "has shape [7]", weights, zeros(7));
    }

    [Fact]
    public void Names_map_both_ways()
    {
        Assert.Equal(["vision_model.encoder.layers.3.self_attn.q_proj.bias", "vision_model.encoder.layers.3.self_attn.k_proj.bias",
            "vision_model.encoder.layers.3.self_attn.v_proj.bias"], ClipKeys.HuggingFace("visual.transformer.resblocks.3.attn.in_proj_bias"));
        foreach (string name in new[] { "visual.proj", "visual.ln_pre.weight", "transformer.resblocks.11.mlp.c_proj.bias", "logit_scale",
            "transformer.resblocks.0.attn.in_proj_weight", "text_projection", "positional_embedding", "visual.class_embedding" })
            foreach (string other in ClipKeys.HuggingFace(name)) Assert.Equal(name, ClipKeys.OpenAI(other));
        Assert.Null(ClipKeys.OpenAI("classifier.weight"));
    }

    void Refused(string name, string message, Dictionary<string, Tensor> weights, Tensor? weight)
    {
        var changed = new Dictionary<string, Tensor>(weights);
        if (weight is null) changed.Remove(name);
        else changed[name] = weight;
        Safetensors.Save(Folder["model.safetensors"], changed);
        Assert.Contains(message, Assert.Throws<InputException>(() => ClipModel.Load(Folder.Path)).Message);
    }

    static ClipOptions Options(ClipActivation activation, int heads) => new(10, new(24, 3, heads, 30, activation, 1e-6),
        new(36, 1, heads, 40, activation), 30, 9, 12, 4);

    static void Near(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.InRange((expected - actual).abs().max().item<float>(), 0, tolerance);
    }
}
