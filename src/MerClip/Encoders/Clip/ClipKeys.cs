namespace MerClip.Encoders.Clip;

/// <summary>What a weight is called by OpenAI and open_clip, and by Hugging Face.</summary>
public static class ClipKeys
{
    static readonly (string OpenAI, string HuggingFace)[] Beginnings =
    [
        ("visual.class_embedding", "vision_model.embeddings.class_embedding"),
        ("visual.conv1.weight", "vision_model.embeddings.patch_embedding.weight"),
        ("visual.positional_embedding", "vision_model.embeddings.position_embedding.weight"),
        ("visual.ln_pre.", "vision_model.pre_layrnorm."), // so it is written
        ("visual.ln_post.", "vision_model.post_layernorm."),
        ("visual.proj", "visual_projection.weight"),
        ("visual.transformer.resblocks.", "vision_model.encoder.layers."),
        ("token_embedding.weight", "text_model.embeddings.token_embedding.weight"),
        ("positional_embedding", "text_model.embeddings.position_embedding.weight"),
        ("ln_final.", "text_model.final_layer_norm."),
        ("text_projection", "text_projection.weight"),
        ("transformer.resblocks.", "text_model.encoder.layers."),
        ("logit_scale", "logit_scale"),
    ];

    static readonly (string OpenAI, string HuggingFace)[] InBlocks =
    [
        (".ln_1.", ".layer_norm1."), (".ln_2.", ".layer_norm2."), (".mlp.c_fc.", ".mlp.fc1."), (".mlp.c_proj.", ".mlp.fc2."),
        (".attn.out_proj.", ".self_attn.out_proj."),
    ];

    /// <summary>Whether Hugging Face has the transpose: its projections are linear layers.</summary>
    /// <param name="openAI">OpenAI's name.</param>
    public static bool IsTransposed(string openAI) => openAI is "visual.proj" or "text_projection";

    /// <summary>Hugging Face's names of a weight: one, or for <c>in_proj</c> those of query, key and value, which it is the
    /// concatenation of.</summary>
    /// <param name="openAI">OpenAI's name.</param>
    /// <exception cref="ArgumentException">CLIP has no such weight.</exception>
    public static IReadOnlyList<string> HuggingFace(string openAI)
    {
        var (from, to) = Beginnings.FirstOrDefault(b => openAI.StartsWith(b.OpenAI, StringComparison.Ordinal));
        if (from is null) throw new ArgumentException($"CLIP has no weight '{openAI}'");
        string name = to + openAI[from.Length..];
        foreach (var (old, now) in InBlocks) name = name.Replace(old, now);
        const string Inputs = ".attn.in_proj_";
        int at = name.IndexOf(Inputs, StringComparison.Ordinal);
        return at < 0 ? [name] : [.. "qkv".Select(c => $"{name[..at]}.self_attn.{c}_proj.{name[(at + Inputs.Length)..]}")];
    }

    /// <summary>OpenAI's name of a weight; for query, key and value that of <c>in_proj</c>. Null if CLIP has no such weight.</summary>
    /// <param name="huggingFace">Hugging Face's name.</param>
    public static string? OpenAI(string huggingFace)
    {
        var (to, from) = Beginnings.FirstOrDefault(b => huggingFace.StartsWith(b.HuggingFace, StringComparison.Ordinal));
        if (from is null) return null;
        string name = to + huggingFace[from.Length..];
        foreach (var (now, old) in InBlocks) name = name.Replace(old, now);
        foreach (char c in "qkv") name = name.Replace($".self_attn.{c}_proj.", ".attn.in_proj_");
        return name;
    }
}
