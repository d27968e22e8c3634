using MerClip.Encoders.Clip;
using MerClip.Encoders.Words;

namespace MerClip.Encoders;

/// <summary>Where texts get their numbers from, as written on the command line: <c>words:FILE</c>,
/// <c>clip:FOLDER</c> or <c>features</c>.</summary>
/// <param name="Kind">What stands before the colon.</param>
/// <param name="Path">What stands after it; empty if nothing does.</param>
public sealed record TextSource(string Kind, string Path)
{
    /// <summary>Reads a source.</summary>
    /// <param name="setting">Such as <c>words:glove.6B.100d.txt</c>.</param>
    /// <param name="option">The option that it was given for, for messages.</param>
    /// <exception cref="InputException">There is no such source.</exception>
    public static TextSource Parse(string setting, string option)
    {
        string[] parts = setting.Split(':', 2);
        return parts is ["words" or "clip", { Length: > 0 }] or ["features"]
            ? new TextSource(parts[0], parts.ElementAtOrDefault(1) ?? "")
            : throw new InputException($"{option} {setting}: use words:FILE with word vectors, clip:FOLDER "
                + "with a CLIP, or features for those of the data");
    }

    /// <summary>Whether the numbers come with the data, so that nothing encodes texts.</summary>
    public bool IsFeatures => Kind == "features";

    /// <summary>Reads the encoder for some texts.</summary>
    /// <param name="texts">All texts that will be encoded.</param>
    /// <param name="tuned">The words that training corrects, chosen by the words' tokenizer.</param>
    /// <exception cref="InputException">The file or folder is not there, or not what it should be.</exception>
    public ITextEncoder Read(IEnumerable<string> texts, Func<WordTokenizer, IReadOnlyList<string>>? tuned = null) =>
        Kind == "clip" ? Clip(texts) : WordTextEncoder.Read(Path, texts, tuned);

    /// <summary>Brings back the encoder of a run for some texts: words from the run itself, a CLIP from its folder.</summary>
    /// <param name="saved">The run's file of word vectors.</param>
    /// <param name="texts">All texts that will be encoded.</param>
    /// <param name="tuned">How many words training corrects.</param>
    /// <returns>Null if the numbers come with the data.</returns>
    /// <exception cref="InputException">The CLIP is gone.</exception>
    public ITextEncoder? Reopen(string saved, IEnumerable<string> texts, int tuned) => Kind switch
    {
        "clip" => Clip(texts),
        "words" => WordTextEncoder.Reopen(saved, Path, texts, tuned),
        _ => null,
    };

    ClipTextEncoder Clip(IEnumerable<string> texts)
    {
        var encoder = ClipTextEncoder.Open(Path);
        encoder.Prepare(texts);
        return encoder;
    }
}
