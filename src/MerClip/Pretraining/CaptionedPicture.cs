using MerClip.Media;
using MerClip.Sample;

namespace MerClip.Pretraining;

/// <summary>A picture of a state, to be put into words.</summary>
/// <param name="Picture">The picture.</param>
/// <param name="Affect">What it shows.</param>
/// <param name="IsVoice">Whether it is the spectrogram of a voice, and not a face.</param>
public sealed record CaptionedPicture(RgbImage Picture, Affect Affect, bool IsVoice)
{
    /// <summary>Puts it into words, in one of many ways.</summary>
    public string Caption(CaptionWriter writer) => IsVoice ? writer.OfVoice(Affect) : writer.OfFace(Affect);
}
