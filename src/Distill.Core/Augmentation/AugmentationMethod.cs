namespace Distill.Core.Augmentation;

/// <summary>How new texts are made from seeds. The six directions of Baidu Qianfan's augmentation, then two of WizardLM and self-instruct.</summary>
public enum AugmentationMethod
{
    /// <summary>The same in other words (同义泛化).</summary>
    Paraphrase,

    /// <summary>Another case of the same kind (同类泛化).</summary>
    SameKind,

    /// <summary>The same with one more condition (增加约束).</summary>
    AddConstraint,

    /// <summary>The same in a more detailed situation (深化场景).</summary>
    DeepenScenario,

    /// <summary>The same matter seen from another side (变换角度).</summary>
    ChangeAngle,

    /// <summary>The same matter under another premise (变换前提).</summary>
    ChangePremise,

    /// <summary>A harder version: more steps of thought (WizardLM's in-depth evolving; C. Xu et al., ICLR 2024).</summary>
    EvolveDepth,

    /// <summary>A rarer one of the same domain (WizardLM's in-breadth evolving).</summary>
    EvolveBreadth,

    /// <summary>New ones after several examples (self-instruct; Y. Wang et al., ACL 2023).</summary>
    SelfInstruct,
}
