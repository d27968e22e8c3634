using MerClip.Data;

namespace MerClip.Encoders;

/// <summary>Requires that recordings can be read: what a person names must not silently be left out.</summary>
/// <param name="others">Told everything else; null for nobody.</param>
/// <param name="id">The only utterance that it is required of; null requires it of all.</param>
public sealed class StrictEncoding(IEncodingWatcher? others = null, string? id = null) : IEncodingWatcher
{
    /// <inheritdoc/>
    public void Waiting(string modality) => others?.Waiting(modality);

    /// <inheritdoc/>
    public void Encoded(string modality, int done, int all) => others?.Encoded(modality, done, all);

    /// <inheritdoc/>
    public void Failed(string modality, Utterance utterance, string message)
    {
        if (id is null || utterance.Id == id) throw new InputException(message);
        others?.Failed(modality, utterance, message);
    }
}
