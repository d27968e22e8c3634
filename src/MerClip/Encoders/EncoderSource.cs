using MerClip.Data;

namespace MerClip.Encoders;

/// <summary>Where a modality, or the labels, get their numbers from, as written on the command line: <c>words:FILE</c>,
/// <c>clip:FOLDER</c>, <c>mel</c> or <c>features</c>.</summary>
/// <param name="Kind">What stands before the colon.</param>
/// <param name="Path">What stands after it; empty if nothing does.</param>
public sealed record EncoderSource(string Kind, string Path)
{
    /// <summary>Reads a source.</summary>
    /// <param name="setting">Such as <c>words:glove.6B.100d.txt</c>.</param>
    /// <param name="option">The option that it was given for, for messages.</param>
    /// <param name="modality">What it is a source of; labels are text.</param>
    /// <exception cref="InputException">There is no such source.</exception>
    public static EncoderSource Parse(string setting, string option, Modality modality)
    {
        string[] parts = setting.Split(':', 2);
        bool exists = (parts, modality) switch
        {
            (["features"], _) or (["clip", { Length: > 0 }], _) => true,
            (["words", { Length: > 0 }], Modality.Text) or (["mel"], Modality.Audio) => true,
            _ => false,
        };
        string own = modality switch
        {
            Modality.Text => "words:FILE with word vectors, ",
            Modality.Audio => "mel for log-mel frames, ",
            _ => "",
        };
        return exists
            ? new EncoderSource(parts[0], parts.ElementAtOrDefault(1) ?? "")
            : throw new InputException($"{option} {setting}: use {own}clip:FOLDER with a CLIP, or features for those of the data");
    }

    /// <summary>Whether the numbers come with the data, so that nothing is encoded.</summary>
    public bool IsFeatures => Kind == "features";
}
