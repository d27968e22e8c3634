namespace MerClip;

/// <summary>Something the user gave (a file, an option, a label set) cannot be used. The message is one line that says
/// what is wrong, where, and what to do; programs show it as it is, without a stack trace.</summary>
public sealed class InputException(string message, Exception? cause = null) : Exception(message, cause);
