namespace MerClip;

/// <summary>Something the user gave (a file, an option, a label set) cannot be used. The message is one line that says
/// what is wrong, where, and what to do; programs show it as it is, without a stack trace.</summary>
/// <param name="message">The line; control characters in it (names out of a hostile file) become spaces.</param>
/// <param name="cause">What failed underneath, if anything did.</param>
public sealed class InputException(string message, Exception? cause = null)
    : Exception(OneLine(message, message.Length), cause)
{
    /// <summary>A text out of somebody's file, fit for a message: one line, at most 80 characters.</summary>
    internal static string Shown(string text) => OneLine(text, 80);

    static string OneLine(string text, int limit)
    {
        ReadOnlySpan<char> start = text.AsSpan(0, Math.Min(text.Length, limit));
        string line = string.Create(start.Length, start, static (target, source) =>
        {
            for (int i = 0; i < source.Length; i++)
                target[i] = char.IsControl(source[i]) || source[i] is '\u2028' or '\u2029' ? ' ' : source[i];
        });
        return text.Length > limit ? line + "…" : line;
    }
}
