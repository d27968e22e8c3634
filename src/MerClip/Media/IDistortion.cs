namespace MerClip.Media;

/// <summary>A change to one recording on its way to an encoder, such as noise; its file stays as it is.</summary>
public interface IDistortion
{
    /// <summary>Changes a sound in place.</summary>
    /// <param name="samples">Samples in [−1, 1].</param>
    void Sound(Span<float> samples);

    /// <summary>Changes a frame in place; called for each, in the order of time.</summary>
    /// <param name="frame">The frame.</param>
    void Frame(RgbImage frame);
}
