using MerClip.Encoders.Clip;

namespace MerClip.Encoders;

/// <summary>What the encoder of a modality is built from.</summary>
/// <param name="Width">Features a step of what comes in, as a frozen encoder or the data gives them.</param>
/// <param name="TunedWords">How many words have a learned correction.</param>
/// <param name="Layers">Transformer layers over the steps, for inputs that know nothing of their neighbours, such as log-mel frames.</param>
/// <param name="Clip">The CLIP that is trained inside the model; null if what comes in is encoded already.</param>
/// <param name="StartToken">The token that the texts of that CLIP start with.</param>
public sealed record ModalitySpec(int Width, int TunedWords = 0, int Layers = 0, ClipOptions? Clip = null, int StartToken = 0);
