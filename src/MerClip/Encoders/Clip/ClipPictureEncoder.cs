using MerClip.Data;
using MerClip.Media;
using static TorchSharp.torch;

namespace MerClip.Encoders.Clip;

/// <summary>Pictures as a sequence: each through CLIP's image encoder, or prepared for it where the encoder is trained with the
/// model.</summary>
/// <param name="clip">The CLIP; its weights are read when there is something to encode.</param>
/// <param name="tuned">Whether the encoder is a part of the model, so that only pixels are given.</param>
public sealed class ClipPictureEncoder(ClipFolder clip, bool tuned)
{
    const int BatchSize = 32;

    /// <summary>Features a picture: the joint width, or 3·S·S pixels.</summary>
    public int StepWidth => tuned ? 3 * clip.Summary.Options.ImageSize * clip.Summary.Options.ImageSize : clip.Summary.Options.Joint;

    /// <summary>Which CLIP, and what is made of pictures; pixels depend on its picture size only.</summary>
    public string Identity => tuned ? $"pixels {clip.Summary.Options.ImageSize} {string.Join(' ', [.. clip.Summary.Colours.Mean, .. clip.Summary.Colours.Deviation])}" : $"{clip.Identity} image";

    /// <summary>Encodes pictures.</summary>
    /// <param name="pictures">In their order.</param>
    /// <returns>A step a picture; null if there is none.</returns>
    public FeatureSequence? Encode(IReadOnlyList<RgbImage> pictures)
    {
        if (pictures.Count == 0) return null;
        var preprocessor = new ClipImagePreprocessor(clip.Summary.Options.ImageSize, clip.Summary.Colours);
        float[] values = new float[pictures.Count * StepWidth];
        int done = 0;
        foreach (var batch in pictures.Chunk(BatchSize))
        {
            using var scope = NewDisposeScope();
            using var _ = no_grad();
            var pixels = preprocessor.Prepare(batch);                  // [N, 3, S, S]
            var encoded = tuned ? pixels : clip.Model.Image.call(pixels);
            encoded.data<float>().CopyTo(values.AsSpan(done * StepWidth, batch.Length * StepWidth));
            done += batch.Length;
        }
        return new FeatureSequence(values, pictures.Count, StepWidth);
    }
}
