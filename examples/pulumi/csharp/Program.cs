using System.Collections.Generic;
using Pulumi;
using Pulumi.Dbtcloud;

return await Deployment.RunAsync(() =>
{
    var okta = new ScimConfigToken("okta", new ScimConfigTokenArgs
    {
        Name = "okta-scim",
    });

    return new Dictionary<string, object?>
    {
        // A secret: encrypted in the state, masked on the screen.
        ["scimToken"] = okta.TokenString,
        // The token's id. okta.Id would be the text "missing ID".
        ["scimTokenId"] = okta.ScimConfigTokenId,
    };
});
