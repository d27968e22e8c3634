using MerClip.Data;

namespace MerClip.Encoders;

/// <summary>For recordings that a person names: each must be readable.</summary>
sealed class StrictEncoding : IEncodingWatcher
{
    public void Waiting(string modality) { }

    public void Encoded(string modality, int done, int all) { }

    public void Failed(string modality, Utterance utterance, string message) => throw new InputException(message);
}
