namespace MerClip.Encoders.Clip;

/// <summary>What colours are normalized by before a CLIP sees them: red, green, blue, of values from 0 to 1.</summary>
/// <param name="Mean">What is subtracted.</param>
/// <param name="Deviation">What is divided by.</param>
public sealed record ClipColours(IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation)
{
    /// <summary>Those of the images that OpenAI trained with; most later CLIPs keep them.</summary>
    public static ClipColours OpenAI { get; } = new([0.48145466f, 0.4578275f, 0.40821073f], [0.26862954f, 0.26130258f, 0.27577711f]);
}
