using MerClip.Data;
using MerClip.Encoders;

namespace MerClip.Tests.Encoders;

/// <summary>Writes down what an encoder tells.</summary>
sealed class EncodingLog(Action<string>? told = null) : IEncodingWatcher
{
    public List<string> Lines { get; } = [];

    public void Waiting(string modality) => Add($"{modality} waits");

    public void Encoded(string modality, int done, int all) => Add($"{modality} {done}/{all}");

    public void Failed(string modality, Utterance utterance, string message) => Add($"{modality} of {utterance.Id}: {message}");

    void Add(string line)
    {
        Lines.Add(line);
        told?.Invoke(line);
    }
}
