namespace MerClip.Tests;
public class SmokeTests { [Fact] public void One() => Assert.Equal(6f, TorchSharp.torch.ones(2,3).sum().item<float>()); }
