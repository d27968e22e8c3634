namespace MerClip.Encoders.Clip;

/// <summary>What a CLIP is built from.</summary>
/// <param name="Joint">Features of texts and images in the joint space, d.</param>
/// <param name="Text">The text transformer.</param>
/// <param name="Image">The image transformer.</param>
/// <param name="Vocabulary">How many tokens there are.</param>
/// <param name="Positions">How many positions a text has, 77 in those that are published.</param>
/// <param name="ImageSize">Rows and columns of an image; a multiple of the patch size.</param>
/// <param name="PatchSize">Rows and columns of a patch.</param>
/// <param name="EndId">The token whose first position pools a text; null takes the position of the largest id.</param>
public sealed record ClipOptions(int Joint, ClipTowerOptions Text, ClipTowerOptions Image, int Vocabulary, int Positions = 77,
    int ImageSize = 224, int PatchSize = 32, int? EndId = null);
