using MerClip.Encoders.Words;

namespace MerClip.Encoders;

/// <summary>Where texts get their numbers from, as written on the command line: <c>words:FILE</c> or <c>features</c>.</summary>
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
        return parts is ["words", { Length: > 0 }] or ["features"]
            ? new TextSource(parts[0], parts.ElementAtOrDefault(1) ?? "")
            : throw new InputException($"{option} {setting}: use words:FILE with word vectors, or features for those of the data");
    }

    /// <summary>Whether the numbers come with the data, so that nothing encodes texts.</summary>
    public bool IsFeatures => Kind == "features";

    /// <summary>Reads the encoder for some texts.</summary>
    /// <param name="texts">All texts that will be encoded.</param>
    /// <param name="tuned">The words that training corrects, chosen by the words' tokenizer.</param>
    public WordTextEncoder Read(IEnumerable<string> texts, Func<WordTokenizer, IReadOnlyList<string>>? tuned = null) =>
        WordTextEncoder.Read(Path, texts, tuned);
}
