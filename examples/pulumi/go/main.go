package main

import (
	"github.com/pulumi/pulumi-terraform-provider/sdks/go/dbtcloud/dbtcloud"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		okta, err := dbtcloud.NewScimConfigToken(ctx, "okta", &dbtcloud.ScimConfigTokenArgs{
			Name: pulumi.String("okta-scim"),
		})
		if err != nil {
			return err
		}

		// A secret: Pulumi encrypts it in the state and does not show it.
		ctx.Export("scimToken", okta.TokenString)
		// The ID of the token. The value of okta.ID() is the text "missing ID".
		ctx.Export("scimTokenId", okta.ScimConfigTokenId)
		return nil
	})
}
