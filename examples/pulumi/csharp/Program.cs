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
        // A secret: Pulumi encrypts it in the state and does not show it.
        ["scimToken"] = okta.TokenString,
        // The ID of the token. The value of okta.Id is the text "missing ID".
        ["scimTokenId"] = okta.ScimConfigTokenId,
    };
});
