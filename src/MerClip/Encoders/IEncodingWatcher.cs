using MerClip.Data;

namespace MerClip.Encoders;

/// <summary>Is told how frozen encoders get on.</summary>
public interface IEncodingWatcher
{
    /// <summary>Another process is encoding the same; this one waits for it.</summary>
    /// <param name="modality">The modality, in lower case.</param>
    void Waiting(string modality);

    /// <summary>Some more is encoded.</summary>
    /// <param name="modality">The modality, in lower case.</param>
    /// <param name="done">How many inputs are done.</param>
    /// <param name="all">How many there were to do.</param>
    void Encoded(string modality, int done, int all);

    /// <summary>A recording could not be read; the utterance goes on without this modality.</summary>
    /// <param name="modality">The modality, in lower case.</param>
    /// <param name="utterance">The utterance.</param>
    /// <param name="message">What is wrong, with the file's name.</param>
    void Failed(string modality, Utterance utterance, string message);
}
